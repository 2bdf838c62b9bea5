package org.chatrooms.web.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.Batch;

/** Messages as the wire protocol has them. Each is encoded once for polls and once for streams, and then only copied. */
public final class MessageJson {
    /** {@code [{"message_id","username","date","content"}, …]}, oldest first: what django-chatrooms answers. */
    static final Function<Batch, byte[]> PLAIN = MessageJson::plain;

    /** The same of all kinds, each with its {@code kind}, and {@code target_id}, {@code reply_to}, {@code edited} where it has that. */
    static final Function<Batch, byte[]> ALL_KINDS = MessageJson::allKinds;

    /** An event each, with the cursor that it leads to as its id. */
    static final Function<Batch, byte[]> EVENTS = MessageJson::events;

    private static final Function<ChatMessage, byte[]> PLAIN_OBJECT = MessageJson::plainObject;
    private static final Function<ChatMessage, byte[]> OBJECT_WITH_KIND = MessageJson::objectWithKind;
    private static final Function<ChatMessage, byte[]> EVENT = MessageJson::event;

    private MessageJson() {}

    private static byte[] plain(Batch batch) {
        return array(batch.entries().stream()
                .filter(message -> message.content().isReadable())
                .map(message -> message.as(PLAIN_OBJECT)));
    }

    private static byte[] allKinds(Batch batch) {
        return array(batch.entries().stream().map(message -> message.as(OBJECT_WITH_KIND)));
    }

    private static byte[] array(Stream<byte[]> objects) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('[');
        objects.forEach(object -> {
            if (bytes.size() > 1) {
                bytes.write(',');
            }
            bytes.writeBytes(object);
        });
        bytes.write(']');
        return bytes.toByteArray();
    }

    /** Messages, in this order. */
    static JsonArray array(List<? extends ChatMessage> messages) {
        JsonArray array = new JsonArray();
        messages.forEach(message -> array.add(object(message)));
        return array;
    }

    private static byte[] events(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.entries().forEach(message -> bytes.writeBytes(message.as(EVENT)));
        return bytes.toByteArray();
    }

    private static byte[] plainObject(ChatMessage message) {
        return Json.bytes(plain(message));
    }

    private static byte[] objectWithKind(ChatMessage message) {
        JsonObject json = object(message);
        json.addProperty("kind", kind(message));
        return Json.bytes(json);
    }

    private static JsonObject plain(ChatMessage message) {
        JsonObject json = new JsonObject();
        json.addProperty("message_id", message.id());
        json.addProperty("username", message.username());
        json.addProperty("date", WireDate.format(message.date()));
        json.addProperty("content", message.content());
        return json;
    }

    /** A message with what is known of it. */
    public static JsonObject object(ChatMessage message) {
        JsonObject json = plain(message);
        message.targetId()
                .ifPresent(id -> json.addProperty(message.kind() == Kind.MESSAGE ? "reply_to" : "target_id", id));
        if (message.isEdited()) {
            json.addProperty("edited", true);
        }
        if (message.isModerated()) {
            json.addProperty("moderated", true);
        }
        return json;
    }

    private static String kind(ChatMessage message) {
        return message.kind().name().toLowerCase(Locale.ROOT);
    }

    private static byte[] event(ChatMessage message) {
        String head = "id: " + message.id() + ":" + WireDate.format(message.date()) + "\nevent: " + kind(message)
                + "\ndata: ";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(Json.bytes(object(message)));
        bytes.write('\n');
        bytes.write('\n');
        return bytes.toByteArray();
    }
}

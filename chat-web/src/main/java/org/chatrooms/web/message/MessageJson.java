package org.chatrooms.web.message;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.Shared;

/** Messages as the wire protocol has them. Each is encoded once for polls and once for streams, and then only copied. */
final class MessageJson {
    /** {@code [{"message_id","username","date","content"}, …]}, oldest first. */
    static final Function<Batch, byte[]> ARRAY = MessageJson::array;

    /** An event each, with the cursor that it leads to as its id. */
    static final Function<Batch, byte[]> EVENTS = MessageJson::events;

    private static final Function<ChatMessage, byte[]> OBJECT = MessageJson::object;
    private static final Function<ChatMessage, byte[]> EVENT = MessageJson::event;

    private MessageJson() {}

    private static byte[] array(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('[');
        for (Shared<ChatMessage> message : batch.entries()) {
            if (bytes.size() > 1) {
                bytes.write(',');
            }
            bytes.writeBytes(message.as(OBJECT));
        }
        bytes.write(']');
        return bytes.toByteArray();
    }

    private static byte[] events(Batch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.entries().forEach(message -> bytes.writeBytes(message.as(EVENT)));
        return bytes.toByteArray();
    }

    private static byte[] object(ChatMessage message) {
        JsonObject json = new JsonObject();
        json.addProperty("message_id", message.id());
        json.addProperty("username", message.username());
        json.addProperty("date", WireDate.format(message.date()));
        json.addProperty("content", message.content());
        return Json.bytes(json);
    }

    private static byte[] event(ChatMessage message) {
        String head = "id: " + message.id() + ":" + WireDate.format(message.date()) + "\nevent: message\ndata: ";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(object(message));
        bytes.write('\n');
        bytes.write('\n');
        return bytes.toByteArray();
    }
}

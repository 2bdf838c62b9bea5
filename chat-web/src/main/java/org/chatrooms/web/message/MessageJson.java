package org.chatrooms.web.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Function;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.Batch;

/** Messages as the wire protocol has them. */
final class MessageJson {
    /** {@code [{"message_id","username","date","content"}, …]}, oldest first. */
    static final Function<Batch, byte[]> ENCODING = MessageJson::encode;

    private MessageJson() {}

    private static byte[] encode(Batch batch) {
        JsonArray array = new JsonArray();
        for (ChatMessage message : batch.entries()) {
            JsonObject json = new JsonObject();
            json.addProperty("message_id", message.id());
            json.addProperty("username", message.username());
            json.addProperty("date", WireDate.format(message.date()));
            json.addProperty("content", message.content());
            array.add(json);
        }
        return Json.bytes(array);
    }
}

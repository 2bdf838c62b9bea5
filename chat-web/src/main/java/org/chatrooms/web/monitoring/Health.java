package org.chatrooms.web.monitoring;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.hub.ChatHub;

/**
 * Whether people can be sent here: not when the database does not answer, and not when the chat is about to stop. (While it
 * starts nobody is answered at all.) What plugins have trouble with is told, and people come all the same: the chat goes on
 * without it. Threading: any number of threads; nothing here waits for anything.
 */
public final class Health {
    /** Where this can be said the process is well. */
    static final byte[] LIVE = "{\"state\":\"live\"}".getBytes(StandardCharsets.UTF_8);

    private static final int RETRY_SECONDS = 2;

    private final ChatHub hub;
    private final Supplier<Optional<String>> database;
    private final MessageHandler handler;
    private final PresenceStore presence;

    /** @param database why it cannot be asked, from memory */
    public Health(ChatHub hub, Supplier<Optional<String>> database, MessageHandler handler, PresenceStore presence) {
        this.hub = hub;
        this.database = database;
        this.handler = handler;
        this.presence = presence;
    }

    void writeReady(HttpServletResponse response) throws IOException {
        Optional<String> trouble = database.get();
        JsonObject json = new JsonObject();
        String state = hub.isClosed() ? "stopping" : trouble.isPresent() ? "down" : "ready";
        json.addProperty("state", state);
        json.add("database", part(trouble, "down"));
        json.add("message_handler", part(handler.trouble(), "degraded"));
        json.add("presence_store", part(presence.trouble(), "degraded"));
        boolean isReady = state.equals("ready");
        if (!isReady) {
            response.setIntHeader("Retry-After", RETRY_SECONDS);
        }
        Json.write(
                response,
                isReady ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                Json.bytes(json));
    }

    private static JsonObject part(Optional<String> trouble, String otherwise) {
        JsonObject part = new JsonObject();
        part.addProperty("state", trouble.isPresent() ? otherwise : "up");
        trouble.ifPresent(text -> part.addProperty("trouble", text));
        return part;
    }
}

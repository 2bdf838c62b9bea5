package org.chatrooms.web.guard;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.chatrooms.model.Room;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;

/**
 * {@code Chat-Standing}: where somebody stands in a room, as JSON in the form of a URL's part: {@code {"moderates": true}} for
 * those who keep order, {@code {"silent": {"why", "reason", "until"}}} for those who may not speak.
 */
public final class StandingHeader {
    private StandingHeader() {}

    public static void write(RoomDoor door, Room room, HttpServletRequest request, HttpServletResponse response) {
        JsonObject json = new JsonObject();
        if (door.moderates(room, request)) {
            json.addProperty("moderates", true);
        }
        door.silence(room, request).ifPresent(silence -> {
            JsonObject silent = new JsonObject();
            silent.addProperty("why", silence.why().name().toLowerCase(Locale.ROOT));
            silent.addProperty("reason", silence.reason());
            silence.until().ifPresent(date -> silent.addProperty("until", WireDate.format(date)));
            json.add("silent", silent);
        });
        if (json.isEmpty()) { // as for nearly everybody who polls
            response.setHeader("Chat-Standing", "%7B%7D");
            return;
        }
        String text = new String(Json.bytes(json), StandardCharsets.UTF_8);
        response.setHeader(
                "Chat-Standing", URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}

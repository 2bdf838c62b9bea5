package org.chatrooms.web.http;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON answers. Gson's defaults also escape what HTML could take for markup. */
public final class Json {
    public static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    /** An answer of so many bytes is copied into the response, so that to write it waits for nobody. */
    public static final int COPIED = 8192;

    private static final Gson GSON = new Gson();

    private Json() {}

    /** A map or a list as JSON, for a page's script. */
    public static String text(Object json) {
        return GSON.toJson(json);
    }

    public static byte[] bytes(JsonElement json) {
        return GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
    }

    /** The body of an error: {@code {"error": "…"}}, with {@code login_url} and {@code reason} where there is one. */
    public static byte[] bytes(HttpError error) {
        JsonObject json = new JsonObject();
        json.addProperty("error", error.getMessage());
        error.loginUrl().ifPresent(url -> json.addProperty("login_url", url));
        if (!error.reason().isEmpty()) {
            json.addProperty("reason", error.reason());
        }
        return bytes(json);
    }

    /** Writes an answer; one of more than {@link #COPIED} bytes only on a thread that may wait for the client. */
    public static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(CONTENT_TYPE);
        // Its length is not told here, and there is room for all of it: Tomcat would send the last byte on this
        // thread, and wait for a client that does not read. So the writer only copies, and the container, who sends
        // it, knows the length as well.
        int room = Math.min(body.length, COPIED);
        if (room > response.getBufferSize()) {
            response.setBufferSize(room);
        }
        response.getOutputStream().write(body);
    }

    /** As JSON; but a policy's refusal is a text, as scripts written for django-chatrooms know it. */
    public static void write(HttpServletResponse response, HttpError error) throws IOException {
        if (error.isAccessDenied()) {
            response.setStatus(error.status());
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write(error.getMessage().getBytes(StandardCharsets.UTF_8));
            return;
        }
        error.retryAfter().ifPresent(seconds -> response.setIntHeader("Retry-After", seconds));
        write(response, error.status(), bytes(error));
    }
}

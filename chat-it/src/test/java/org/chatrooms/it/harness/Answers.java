package org.chatrooms.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What answers have to look like, whatever was asked. */
public final class Answers {
    /** What tells an attacker, and nobody else, something. */
    private static final List<String> INSIDES =
            List.of("Tomcat", "Exception", "\tat ", "org.chatrooms", "org.apache", "jakarta.", "java.");

    private Answers() {}

    /** An answer to a script; gives its JSON. */
    public static JsonObject json(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/json;charset=UTF-8", header("Content-Type", answer));
        return Person.object(answer);
    }

    /** An error as a script gets it, {@code {"error": "…"}}, with a moderator's reason if there is one; gives its words. */
    public static String jsonError(int status, HttpResponse<String> answer) {
        JsonObject json = json(status, answer);
        Set<String> keys = new HashSet<>(json.keySet());
        keys.remove(status == 403 ? "reason" : "");
        assertEquals(status == 401 ? Set.of("error", "login_url") : Set.of("error"), keys);
        tellsNothing(answer);
        return json.get("error").getAsString();
    }

    /** A page; gives its HTML. */
    public static String page(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("text/html;charset=UTF-8", header("Content-Type", answer));
        assertTrue(answer.body().startsWith("<!DOCTYPE html>"), answer.body());
        assertTrue(answer.body().strip().endsWith("</html>"), "the page ends early");
        tellsNothing(answer);
        return answer.body();
    }

    /** The way to another page of the same site; gives its path. */
    public static String redirect(HttpResponse<String> answer) {
        assertEquals(302, answer.statusCode(), answer.body());
        String location = header("Location", answer);
        return location.replaceFirst("^http://localhost:" + answer.uri().getPort() + "/", "/");
    }

    /** The one value of a header; empty if there is none. */
    public static String header(String name, HttpResponse<?> answer) {
        List<String> values = answer.headers().allValues(name);
        assertTrue(values.size() <= 1, name + ": " + values);
        return values.isEmpty() ? "" : values.get(0);
    }

    private static void tellsNothing(HttpResponse<String> answer) {
        assertEquals("", header("Server", answer));
        tellsNothing(answer.body());
    }

    /** Nothing of what is inside is in what was sent. */
    public static void tellsNothing(String sent) {
        for (String inside : INSIDES) {
            assertFalse(sent.contains(inside), () -> inside + " in " + sent);
        }
    }
}

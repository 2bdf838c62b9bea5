package org.chatrooms.it.harness;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody with cookies of their own who speaks the wire protocol as a script does.
 *
 * <p>Threading: any number of threads.
 */
public final class Person {
    /** The room that every chat begins with. */
    public static final long LOBBY = 1;

    private static final Gson GSON = new Gson();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param base where the chat is mounted, with a slash at the end */
    public Person(URI base) {
        this.base = base;
    }

    /** Comes in as a guest of that name. */
    public static Person guest(URI base, String name) throws Exception {
        Person guest = new Person(base);
        HttpResponse<String> answer = guest.post("setguestname/", "guest_name", name, "room_slug", "lobby");
        if (answer.statusCode() != 302) {
            throw new IllegalStateException("No guest " + name + ": " + answer.statusCode() + " " + answer.body());
        }
        return guest;
    }

    public HttpResponse<String> get(String path, String... parameters) throws IOException, InterruptedException {
        return client.send(getRequest(path, parameters), BodyHandlers.ofString());
    }

    /** The same without waiting; cancelling the future closes the connection. */
    public CompletableFuture<HttpResponse<String>> getAsync(String path, String... parameters) {
        return client.sendAsync(getRequest(path, parameters), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String... parameters) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
    }

    /** A request below the mount, to be completed by the test. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("X-Requested-With", "XMLHttpRequest");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Says something in the lobby, once; gives its id. */
    public long say(String text) throws IOException, InterruptedException {
        return say(LOBBY, text, UUID.randomUUID());
    }

    /** Says something under a key; gives its id. */
    public long say(long room, String text, UUID clientKey) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                "send_message/", "room_id", Long.toString(room), "message", text, "client_key", clientKey.toString());
        if (answer.statusCode() != 200) {
            throw new IOException("Not sent: " + answer.statusCode() + " " + answer.body());
        }
        return object(answer).get("message_id").getAsLong();
    }

    /** One poll of the lobby from a bare id. */
    public List<Seen> poll(long latestMessageId) throws IOException, InterruptedException {
        return messages(get(
                "get_messages/", "room_id", Long.toString(LOBBY), "latest_message_id", Long.toString(latestMessageId)));
    }

    /** A message as it came over the wire. */
    public record Seen(long id, String username, String date, String content) {}

    public static List<Seen> messages(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("No messages: " + answer.statusCode() + " " + answer.body());
        }
        List<Seen> messages = new ArrayList<>();
        for (JsonElement element : GSON.fromJson(answer.body(), JsonArray.class)) {
            JsonObject json = element.getAsJsonObject();
            messages.add(new Seen(
                    json.get("message_id").getAsLong(),
                    json.get("username").getAsString(),
                    json.get("date").getAsString(),
                    json.get("content").getAsString()));
        }
        return messages;
    }

    public static JsonObject object(HttpResponse<String> answer) {
        return GSON.fromJson(answer.body(), JsonObject.class);
    }

    private HttpRequest getRequest(String path, String... parameters) {
        return request(parameters.length == 0 ? path : path + "?" + form(parameters))
                .build();
    }

    private static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}

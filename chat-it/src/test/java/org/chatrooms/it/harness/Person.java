package org.chatrooms.it.harness;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody with cookies of their own who speaks the wire protocol as a script does.
 *
 * <p>Threading: any number of threads.
 */
public final class Person {
    /** The room that every chat begins with. */
    public static final long LOBBY = 1;

    /** What everybody here has who has an account. */
    public static final String PASSWORD = "correct horse battery";

    /** The cookie that says who somebody is. */
    public static final String TOKEN = "chatrooms_person";

    /** The cookie with the rooms that somebody unlocked. */
    public static final String KEYS = "chatrooms_keys";

    private static final Gson GSON = new Gson();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADMINISTRATOR = Pattern.compile("Administrator: (\\S+) / (\\S+)\\s*");
    private static final Pattern NAME_ON_PAGE = Pattern.compile("You are <strong dir=\"auto\">([^<]*)<");

    private final URI base;
    private final CookieManager cookies;
    private final HttpClient client;

    /** @param base where the chat is mounted, with a slash at the end */
    public Person(URI base) {
        this(base, new CookieManager());
    }

    private Person(URI base, CookieManager cookies) {
        this(base, cookies, HttpClient.Version.HTTP_1_1);
    }

    private Person(URI base, CookieManager cookies, HttpClient.Version version) {
        this.base = base;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .version(version)
                .cookieHandler(cookies)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
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

    /** Makes an account of that name, and is signed in. */
    public static Person account(URI base, String name) throws Exception {
        Person account = new Person(base);
        account.expect(302, account.post("register/", "username", name, "password", PASSWORD));
        return account;
    }

    /** Signs in as the administrator whom the first start made, with the password that it wrote down. */
    public static Person administrator(URI base, Path data) throws Exception {
        Matcher written = ADMINISTRATOR.matcher(Files.readString(data.resolve("administrator.txt")));
        if (!written.matches()) {
            throw new IllegalStateException("No administrator in " + data);
        }
        Person administrator = new Person(base);
        administrator.expect(302, administrator.signIn(written.group(1), written.group(2)));
        return administrator;
    }

    /** Signs in with another browser. */
    public static Person signedIn(URI base, String name) throws Exception {
        Person account = new Person(base);
        account.expect(302, account.signIn(name, PASSWORD));
        return account;
    }

    public HttpResponse<String> signIn(String name, String password) throws IOException, InterruptedException {
        return post("login/", "username", name, "password", password);
    }

    /** Does something that has to succeed before the test can begin. */
    private void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** The same browser, with the same cookies, at a server that has another address now. */
    public Person at(URI otherBase) {
        return new Person(otherBase, cookies);
    }

    /** The same browser, with the same cookies, which speaks HTTP/2 if the server does. */
    public Person overHttp2() {
        return new Person(base, cookies, HttpClient.Version.HTTP_2);
    }

    /** Somebody else with a copy of all cookies that this browser has now. */
    public Person thief() throws IOException {
        Person thief = new Person(base);
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            thief.plant(cookie.getName(), cookie.getValue());
        }
        return thief;
    }

    /** A cookie's value; empty if there is none. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Puts a cookie into this browser, as an attacker may who has a page on a neighbouring host. */
    public void plant(String name, String value) throws IOException {
        cookies.put(base, Map.of("Set-Cookie", List.of(name + "=" + value + "; Path=" + base.getPath())));
    }

    /** The name that pages show this browser as its own; empty for nobody. */
    public String nameOnPages() throws IOException, InterruptedException {
        Matcher name = NAME_ON_PAGE.matcher(get("rooms/").body());
        return name.find() ? name.group(1) : "";
    }

    public HttpResponse<String> get(String path, String... parameters) throws IOException, InterruptedException {
        return client.send(getRequest(path, parameters), BodyHandlers.ofString());
    }

    /** The same without waiting; cancelling the future closes the connection. */
    public CompletableFuture<HttpResponse<String>> getAsync(String path, String... parameters) {
        return client.sendAsync(getRequest(path, parameters), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String... parameters) throws IOException, InterruptedException {
        return send(postOfForm(path, parameters).header("X-Requested-With", "XMLHttpRequest"));
    }

    /** A POST with no header that says where it comes from, to be completed by the test. */
    public HttpRequest.Builder postOfForm(String path, String... parameters) {
        return bareRequest(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)));
    }

    /** A request below the mount, to be completed by the test. */
    public HttpRequest.Builder request(String path) {
        return bareRequest(path).header("X-Requested-With", "XMLHttpRequest");
    }

    private HttpRequest.Builder bareRequest(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The same without waiting. */
    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
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

    /** Opens the stream of a room, from a bare id on. */
    public EventStream stream(long room, long latestMessageId) throws IOException, InterruptedException {
        return stream(
                streamRequest("room_id", Long.toString(room), "latest_message_id", Long.toString(latestMessageId)));
    }

    /** The same again, as a browser does it: from the last event that it has. */
    public EventStream resume(long room, String lastEventId) throws IOException, InterruptedException {
        return stream(streamRequest("room_id", Long.toString(room), "latest_message_id", "-1")
                .header("Last-Event-ID", lastEventId));
    }

    public EventStream stream(HttpRequest.Builder request) throws IOException, InterruptedException {
        return EventStream.open(client, request.build());
    }

    /** The question for a stream, to be completed by the test. */
    public HttpRequest.Builder streamRequest(String... parameters) {
        return request("get_messages/?" + form(parameters)).header("Accept", "text/event-stream");
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

package org.chatrooms.web.user;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.chatrooms.model.Presence;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.Typing;
import org.chatrooms.web.hub.UserList;
import org.chatrooms.web.hub.UserNews;

/** Who is here, as the wire protocol has it. */
public final class UserListJson {
    /** {@code {"now", "users": [{"username","date"}, …], "refresh"}}. */
    static final Function<UserList, byte[]> ENCODING = UserListJson::encode;

    /** What tells such a list from another: is another one when somebody comes, goes, or was not seen for two refreshes. */
    static final Function<UserList, byte[]> TAG = UserListJson::tag;

    /** The event of a stream: {@code {"count", "users"}} at first, then {@code {"count", "joined", "left"}}. */
    public static final Function<UserNews, byte[]> EVENT = UserListJson::event;

    /** The event of a stream: {@code {"count", "users"}}, of whom only the first are named. */
    public static final Function<Typing, byte[]> TYPING = UserListJson::typing;

    private static final int REFRESH_SECONDS = 8;

    private UserListJson() {}

    private static byte[] encode(UserList list) {
        JsonArray users = new JsonArray();
        for (Presence presence : list.people()) {
            JsonObject user = new JsonObject();
            user.addProperty("username", presence.username());
            user.addProperty("date", WireDate.format(presence.lastSeen()));
            users.add(user);
        }
        JsonObject json = new JsonObject();
        json.addProperty("now", WireDate.format(list.now()));
        json.add("users", users);
        json.addProperty("refresh", Integer.toString(REFRESH_SECONDS));
        return Json.bytes(json);
    }

    private static byte[] tag(UserList list) {
        Instant lately = list.now().minusSeconds(2 * REFRESH_SECONDS);
        StringBuilder names = new StringBuilder();
        for (Presence presence : list.people()) {
            names.append(presence.lastSeen().isBefore(lately) ? '-' : '+')
                    .append(presence.username())
                    .append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(names.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encode(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] event(UserNews news) {
        JsonObject json = new JsonObject();
        json.addProperty("count", news.count());
        news.names().ifPresent(names -> json.add("users", array(names)));
        if (!news.joined().isEmpty() || !news.left().isEmpty()) {
            json.add("joined", array(news.joined()));
            json.add("left", array(news.left()));
        }
        return event("users", json);
    }

    private static byte[] typing(Typing typing) {
        JsonObject json = new JsonObject();
        json.addProperty("count", typing.count());
        json.add("users", array(typing.names()));
        return event("typing", json);
    }

    private static byte[] event(String name, JsonObject json) {
        return ("event: " + name + "\ndata: " + new String(Json.bytes(json), StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonArray array(List<String> names) {
        JsonArray array = new JsonArray(names.size());
        names.forEach(array::add);
        return array;
    }
}

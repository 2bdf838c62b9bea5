package org.chatrooms.web.user;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Function;
import org.chatrooms.model.Presence;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.UserList;

/** Who is here, as the wire protocol has it. */
final class UserListJson {
    /** {@code {"now", "users": [{"username","date"}, …], "refresh"}}. */
    static final Function<UserList, byte[]> ENCODING = UserListJson::encode;

    private static final String REFRESH_SECONDS = "8";

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
        json.addProperty("refresh", REFRESH_SECONDS);
        return Json.bytes(json);
    }
}

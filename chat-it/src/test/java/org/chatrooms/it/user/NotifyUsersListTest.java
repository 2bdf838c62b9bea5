package org.chatrooms.it.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST notify_users_list/}. */
class NotifyUsersListTest {
    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
    }

    @Test
    void a_guest_is_connected_and_listed() throws Exception {
        HttpResponse<String> answer = Person.guest(server.base(), "ann").post("notify_users_list/", "room_id", "1");

        assertEquals("200 Connected", answer.statusCode() + " " + answer.body());
        assertEquals("text/plain;charset=UTF-8", Answers.header("Content-Type", answer));
        JsonObject list = Answers.json(200, new Person(server.base()).get("get_users_list/", "room_id", "1"));
        assertEquals(
                "\"(guest) ann\"",
                list.getAsJsonArray("users")
                        .get(0)
                        .getAsJsonObject()
                        .get("username")
                        .toString());
    }

    @Test
    void whoever_has_no_name_has_to_choose_one_first() throws Exception {
        JsonObject answer = Answers.json(401, new Person(server.base()).post("notify_users_list/", "room_id", "1"));

        assertEquals(
                "/chat/setguestname/?room_slug=lobby", answer.get("login_url").getAsString());
    }
}

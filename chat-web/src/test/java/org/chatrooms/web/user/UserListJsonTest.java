package org.chatrooms.web.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.chatrooms.model.Presence;
import org.chatrooms.web.hub.UserList;
import org.junit.jupiter.api.Test;

class UserListJsonTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.123456Z");

    @Test
    void a_list_says_who_is_here_and_as_of_when() {
        Presence ann = new Presence("(guest) ann", NOW.minusSeconds(1));

        assertEquals(
                "{\"now\":\"2026-02-03T04:05:06:123456\","
                        + "\"users\":[{\"username\":\"(guest) ann\",\"date\":\"2026-02-03T04:05:05:123456\"}],"
                        + "\"refresh\":\"8\"}",
                json(ann));
    }

    @Test
    void an_empty_room_has_an_empty_list() {
        assertEquals("{\"now\":\"2026-02-03T04:05:06:123456\",\"users\":[],\"refresh\":\"8\"}", json());
    }

    private static String json(Presence... people) {
        return new String(UserListJson.ENCODING.apply(new UserList(NOW, List.of(people))), StandardCharsets.UTF_8);
    }
}

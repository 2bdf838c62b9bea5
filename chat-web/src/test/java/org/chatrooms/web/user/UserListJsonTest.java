package org.chatrooms.web.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.Presence;
import org.chatrooms.web.hub.Typing;
import org.chatrooms.web.hub.UserList;
import org.chatrooms.web.hub.UserNews;
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
    void its_tag_is_another_one_when_somebody_comes_or_goes_or_was_not_seen_for_two_refreshes() {
        Presence ann = new Presence("ann", NOW);
        Presence bob = new Presence("bob", NOW);

        assertEquals(tag(ann, bob), tag(new Presence("ann", NOW.minusSeconds(16)), bob));
        assertTrue(tag(ann).matches("[\\w-]{43}"), tag(ann));
        assertEquals(
                5,
                Set.of(tag(), tag(ann), tag(bob), tag(ann, bob), tag(new Presence("ann", NOW.minusSeconds(17)), bob))
                        .size());
    }

    @Test
    void an_empty_room_has_an_empty_list() {
        assertEquals("{\"now\":\"2026-02-03T04:05:06:123456\",\"users\":[],\"refresh\":\"8\"}", json());
    }

    @Test
    void a_stream_begins_with_everybody() {
        assertEquals(
                "event: users\ndata: {\"count\":2,\"users\":[\"(guest) ann\",\"é\"]}\n\n",
                event(new UserNews(2, Optional.of(List.of("(guest) ann", "é")), List.of(), List.of())));
        assertEquals(
                "event: users\ndata: {\"count\":0,\"users\":[]}\n\n",
                event(new UserNews(0, Optional.of(List.of()), List.of(), List.of())));
    }

    @Test
    void then_it_says_who_came_and_who_went() {
        assertEquals(
                "event: users\ndata: {\"count\":3,\"joined\":[\"bob\"],\"left\":[]}\n\n",
                event(new UserNews(3, Optional.empty(), List.of("bob"), List.of())));
    }

    @Test
    void or_how_many_there_are_now_if_those_are_too_many_to_name() {
        assertEquals(
                "event: users\ndata: {\"count\":1000}\n\n",
                event(new UserNews(1_000, Optional.empty(), List.of(), List.of())));
    }

    @Test
    void who_types_is_told_by_name_and_number() {
        assertEquals(
                "event: typing\ndata: {\"count\":5,\"users\":[\"(guest) ann\",\"é\"]}\n\n",
                new String(
                        UserListJson.TYPING.apply(new Typing(5, List.of("(guest) ann", "é"))), StandardCharsets.UTF_8));
    }

    @Test
    void a_name_ends_no_line() {
        String event = event(new UserNews(1, Optional.of(List.of("a\n\nevent: reset\r\u2028")), List.of(), List.of()));

        assertEquals(4, event.split("\\R", -1).length); // two lines, and two ends
    }

    private static String event(UserNews news) {
        return new String(UserListJson.EVENT.apply(news), StandardCharsets.UTF_8);
    }

    private static String tag(Presence... people) {
        return new String(UserListJson.TAG.apply(new UserList(NOW, List.of(people))), StandardCharsets.US_ASCII);
    }

    private static String json(Presence... people) {
        return new String(UserListJson.ENCODING.apply(new UserList(NOW, List.of(people))), StandardCharsets.UTF_8);
    }
}

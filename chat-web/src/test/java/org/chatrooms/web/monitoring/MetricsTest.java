package org.chatrooms.web.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.listener.Listeners;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final MessageHandler handler = mock();
    private final PresenceStore presence = mock();
    private final TestClock clock = new TestClock();
    private final Listeners listeners = mock();
    private final ChatHub hub = new ChatHub(handler, presence, listeners, clock, Runnable::run);

    private List<String> lines(String name) {
        return new Metrics(hub, handler, presence, listeners)
                .text()
                .lines()
                .filter(line -> line.contains("chatrooms_" + name))
                .toList();
    }

    @Test
    void a_number_has_its_help_and_its_type_before_it() {
        assertEquals(
                List.of(
                        "# HELP chatrooms_parked_polls Polls that wait for messages.",
                        "# TYPE chatrooms_parked_polls gauge",
                        "chatrooms_parked_polls 0"),
                lines("parked_polls"));
    }

    @Test
    void what_plugins_count_is_there_under_their_names_and_one_that_is_none_spoils_nothing() {
        when(handler.counters()).thenReturn(Map.of("hints_heard", 7L, "no\nname", 5L, "no name", 3L));
        when(presence.counters()).thenReturn(Map.of("writes", 9L));

        assertEquals(
                List.of(
                        "# HELP chatrooms_message_handler_hints_heard_total Counted by the message handler.",
                        "# TYPE chatrooms_message_handler_hints_heard_total counter",
                        "chatrooms_message_handler_hints_heard_total 7"),
                lines("message_handler_hints"));
        assertEquals(
                "chatrooms_message_handler_no_name_total 8",
                lines("message_handler_no").get(2));
        assertEquals(
                "chatrooms_presence_store_writes_total 9",
                lines("presence_store").get(2));
    }

    @Test
    void what_listeners_missed_is_told_of_each_and_nothing_where_there_is_none() {
        assertEquals(List.of(), lines("message_listener"));

        when(listeners.missed()).thenReturn(Map.of("example.Diary", 7L));
        assertEquals(
                List.of(
                        "# HELP chatrooms_message_listener_missed_total Messages that a listener missed because it was behind.",
                        "# TYPE chatrooms_message_listener_missed_total counter",
                        "chatrooms_message_listener_missed_total{class=\"example.Diary\"} 7"),
                lines("message_listener"));
    }
}

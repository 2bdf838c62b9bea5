package org.chatrooms.it.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private final Mark mark = new Mark(7);
    private final Events events = new Events();
    private final List<String> found = new ArrayList<>();

    private String event(int number) {
        return "id: " + number + ":2026-11-01T00:00:00:000000\nevent: message\ndata: {\"content\":\""
                + mark.text(3, 4, number, 1_000L + number, 64) + "\"}\n\n";
    }

    private void take(byte[] bytes) {
        events.take(
                bytes,
                bytes.length,
                (all, from, to) -> mark.find(
                        all,
                        from,
                        to,
                        (room, sender, number, at) -> found.add(room + " " + sender + " " + number + " " + at)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 10_000})
    void each_event_is_found_once_however_the_stream_is_cut(int size) {
        byte[] all = ("retry: 200\n\n" + event(1) + ":\n\n" + event(2) + "event: users\ndata: {\"count\":2}\n\n"
                        + event(3))
                .getBytes(US_ASCII);

        for (int i = 0; i < all.length; i += size) {
            take(Arrays.copyOfRange(all, i, Math.min(all.length, i + size)));
        }

        assertEquals(List.of("3 4 1 1001", "3 4 2 1002", "3 4 3 1003"), found);
        assertEquals("3:2026-11-01T00:00:00:000000", events.id());
    }

    @Test
    void an_event_that_is_cut_off_did_not_come_and_comes_with_the_next_stream() {
        take((event(1) + event(2).stripTrailing()).getBytes(US_ASCII));
        assertEquals("1:2026-11-01T00:00:00:000000", events.id());

        events.restart();
        take(event(2).getBytes(US_ASCII));

        assertEquals(List.of("3 4 1 1001", "3 4 2 1002"), found);
    }

    @Test
    void what_was_said_in_another_run_is_not_found() {
        byte[] others = event(1).replace("cb1.7.", "cb1.77.").getBytes(US_ASCII);

        take(others);

        assertEquals(List.of(), found);
    }
}

package org.chatrooms.web.hub;

import static org.chatrooms.web.fake.RecordingDelivery.Kind.RESET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakeMessageHandler.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
    private static final long ROOM = 1;

    private final FakeMessageHandler handler = new FakeMessageHandler();

    @ParameterizedTest
    @CsvSource({"0, -1", "1, 0", "5, 4", "100, 99"})
    void it_reads_once_and_from_the_cursors_own_message_on(long cursor, long after) {
        handler.store(ROOM, "1", "2", "3", "4", "5", "6");
        Look.from(handler, ROOM, cursor);

        assertEquals(List.of(new Read(ROOM, after)), handler.reads());
    }

    @Test
    void the_cursors_own_message_is_no_news() {
        handler.store(ROOM, "one", "two");
        Poll atEnd = new Poll();

        assertFalse(Look.from(handler, ROOM, 2).answers(waiter(2, Optional.empty(), atEnd)));
        assertNull(atEnd.kind());
    }

    @Test
    void the_cursors_own_message_takes_no_place_in_the_batch() {
        handler.store(ROOM, Collections.nCopies(1 + Batch.MAX_ENTRIES, "x").toArray(String[]::new));
        Poll poll = new Poll();
        Look.from(handler, ROOM, 1).answers(waiter(1, Optional.empty(), poll));

        assertEquals(Batch.MAX_ENTRIES, poll.texts().size());
    }

    @Test
    void readers_at_one_cursor_are_judged_each_by_their_own_date() {
        handler.store(ROOM, "one", "two");
        Instant date = handler.dateOf(ROOM, 1);
        Look look = Look.from(handler, ROOM, 1);
        Poll right = new Poll();
        Poll wrong = new Poll();
        Poll bare = new Poll();

        assertTrue(look.answers(waiter(1, Optional.of(date), right)));
        assertTrue(look.answers(waiter(1, Optional.of(date.plusNanos(1_000)), wrong)));
        assertTrue(look.answers(waiter(1, Optional.empty(), bare)));

        assertEquals(List.of("two"), right.texts());
        assertEquals(RESET, wrong.kind());
        assertEquals(List.of("two"), bare.texts());
    }

    private static Waiter waiter(long cursorId, Optional<Instant> date, Poll poll) {
        return new Waiter(new Cursor(cursorId, date), Optional.empty(), Instant.MAX, poll);
    }
}

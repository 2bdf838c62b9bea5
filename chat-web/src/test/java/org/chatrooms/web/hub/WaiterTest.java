package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Kind;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.fake.HandExecutor;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.fake.RecordingStream;
import org.chatrooms.web.listener.Listeners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams: who waits again and again. */
class WaiterTest {
    private static final long ROOM = 1;
    private static final ChatUser ANN = ChatUser.guest("a", "ann");
    private static final ChatUser BOB = ChatUser.guest("b", "bob");
    private static final ChatUser CID = ChatUser.guest("c", "cid");

    private final TestClock clock = new TestClock();
    private final FakeMessageHandler handler = new FakeMessageHandler();
    private final FakePresenceStore presence = new FakePresenceStore(clock);
    private final HandExecutor deliveries = new HandExecutor();
    private final ChatHub hub = new ChatHub(handler, presence, new Listeners(List.of(), clock), clock, deliveries);

    @BeforeEach
    void announce() {
        handler.announceTo(hub);
    }

    @Test
    void a_stream_gets_what_is_there_and_then_what_comes() {
        handler.store(ROOM, "one", "two");
        RecordingStream stream = open(1);
        stream.ready();
        assertEquals(List.of("two"), stream.texts());

        say("three");
        say("four");
        assertEquals(List.of("two", "three", "four"), stream.texts());
        assertFalse(stream.isOver());
    }

    @Test
    void a_poll_that_knows_only_messages_passes_over_changes_and_goes_on_waiting() {
        handler.store(ROOM, "one");
        Poll plain = new Poll() {
            @Override
            public boolean wants(Batch batch) {
                return batch.hasReadable();
            }
        };
        hub.await(ROOM, new Cursor(1, Optional.empty()), Optional.empty(), plain);

        handler.change(ROOM, Kind.EDIT, 1, "uno");
        handler.change(ROOM, Kind.DELETE, 1, "");
        deliveries.run();
        assertNull(plain.kind());

        say("two");
        assertEquals(List.of("two"), plain.texts());
    }

    @Test
    void a_stream_that_was_not_ready_gets_everything_in_one_batch_and_nothing_twice() {
        handler.store(ROOM, "one");
        RecordingStream stream = open(0);
        stream.ready();
        stream.unready();
        say("two");
        say("three");
        say("four");
        assertEquals(List.of("one"), stream.texts());

        stream.ready();
        stream.ready();
        deliveries.run();
        assertEquals(List.of("one", "two", "three", "four"), stream.texts());
        assertEquals(List.of(1, 3), stream.sizes());
    }

    @Test
    void what_it_was_about_to_be_given_when_it_stopped_reading_comes_when_it_reads() {
        handler.store(ROOM, "one");
        RecordingStream stream = open(0);
        stream.beforeNextWrite(stream::unready);
        stream.ready();
        assertEquals(List.of(), stream.texts());
        stream.ready();
        assertEquals(List.of("one"), stream.texts());

        RecordingStream other = open(ANN);
        other.ready(1);
        other.beforeNextWrite(other::unready);
        other.ready();
        assertEquals(List.of(), other.users());
        other.ready();
        assertEquals(1, other.users().size());
    }

    @Test
    void what_comes_while_somebody_is_at_it_is_given_by_them() {
        RecordingStream stream = open(ANN);
        stream.beforeNextWrite(() -> say("one")); // when it is told who is here, after it was given all messages
        stream.ready();

        assertEquals(1, stream.users().size());
        assertEquals(List.of("one"), stream.texts());
    }

    @Test
    void a_thousand_signals_while_it_is_not_ready_cost_it_nothing() {
        handler.store(ROOM, "one");
        RecordingStream stream = open(0);
        stream.ready();
        stream.unready();
        handler.store(ROOM, "two");
        handler.reads();
        int asked = stream.asked();
        for (int i = 0; i < 1_000; i++) {
            hub.roomChanged(ROOM);
        }
        deliveries.run();

        assertEquals(2, handler.reads().size()); // the second found that there is no more
        assertTrue(stream.asked() - asked <= 4);
        stream.ready();
        assertEquals(List.of(1, 1), stream.sizes());
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void a_stream_that_is_far_behind_gets_everything_as_fast_as_it_reads() {
        handler.store(ROOM, numbers(950));
        RecordingStream stream = open(0);
        stream.ready(1);
        assertEquals(List.of(200), stream.sizes());
        stream.ready();

        assertEquals(List.of(numbers(950)), stream.texts());
    }

    /** Nobody waited, so nobody looked; and nobody says anything any more. */
    @Test
    void a_stream_that_comes_to_a_room_far_ahead_of_its_memory_gets_everything_without_another_signal() {
        handler.store(ROOM, "1");
        RecordingStream gone = open(0);
        gone.ready();
        gone.nothingNew();
        hub.tick();
        handler.store(
                ROOM, IntStream.rangeClosed(2, 500).mapToObj(String::valueOf).toArray(String[]::new));
        hub.roomChanged(ROOM);
        deliveries.run();

        RecordingStream stream = open(1);
        stream.ready();
        deliveries.run();

        assertEquals(499, stream.ids().size());
    }

    @Test
    void what_somebody_who_comes_finds_reaches_those_who_wait() {
        handler.store(ROOM, "one");
        RecordingStream waiting = open(1);
        waiting.ready();
        handler.store(ROOM, "two"); // and the signal got lost
        RecordingStream ahead = open(2);
        ahead.ready();
        deliveries.run();

        assertEquals(List.of("two"), waiting.texts());
    }

    @Test
    void a_stream_whose_message_is_gone_starts_anew() {
        handler.store(ROOM, "one", "two");
        RecordingStream stream = open(0);
        stream.ready();
        handler.goBackTo(ROOM, 1);
        hub.roomChanged(ROOM);
        deliveries.run();

        assertTrue(stream.wasReset());
        hub.tick();
        assertEquals(Set.of(), hub.roomsWaitedFor());
    }

    @Test
    void a_stream_waits_on_when_a_look_fails_and_misses_nothing() {
        handler.store(ROOM, "one");
        RecordingStream stream = open(1);
        stream.ready();
        handler.fail(new IllegalStateException("no database"));
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            say("two");
            assertEquals(1, log.lines().size());
        }
        handler.fail(null);
        hub.tick();
        deliveries.run();

        assertEquals(List.of("two"), stream.texts());
    }

    @Test
    void a_look_that_fails_when_it_becomes_ready_is_its_failure() {
        RuntimeException failure = new IllegalStateException("no database");
        RecordingStream stream = open(0);
        handler.fail(failure);
        stream.ready();

        assertSame(failure, stream.failure());
    }

    @Test
    void a_stream_is_held_as_long_as_it_says() {
        RecordingStream stream = open(0);
        clock.pass(stream.hold().minusMillis(1));
        hub.tick();
        assertFalse(stream.isOver());
        clock.pass(Duration.ofMillis(1));
        hub.tick();

        assertTrue(stream.isOver());
        assertEquals(Set.of(), hub.roomsWaitedFor());
    }

    @Test
    void a_stream_begins_with_everybody_and_is_told_who_comes_and_goes() {
        RecordingStream stream = open(ANN);
        stream.ready();
        presence.seen(ROOM, BOB);
        usersChanged();
        presence.left(ROOM, BOB);
        clock.pass(Duration.ofSeconds(1));
        usersChanged();

        assertEquals(
                List.of(
                        new UserNews(1, Optional.of(List.of(ANN.username())), List.of(), List.of()),
                        new UserNews(2, Optional.empty(), List.of(BOB.username()), List.of()),
                        new UserNews(1, Optional.empty(), List.of(), List.of(BOB.username()))),
                stream.users());
    }

    @Test
    void a_change_that_comes_while_it_is_not_ready_is_told_when_it_is() {
        RecordingStream stream = open(ANN);
        stream.ready();
        stream.unready();
        presence.seen(ROOM, BOB);
        usersChanged();
        stream.ready();

        assertEquals(
                new UserNews(2, Optional.empty(), List.of(BOB.username()), List.of()),
                stream.users().get(1));
    }

    @Test
    void a_stream_that_missed_a_change_is_told_everybody_again() {
        RecordingStream stream = open(ANN);
        stream.ready();
        stream.unready();
        presence.seen(ROOM, BOB);
        usersChanged();
        presence.seen(ROOM, CID);
        clock.pass(Duration.ofSeconds(1));
        usersChanged();
        stream.ready();

        assertEquals(2, stream.users().size());
        assertEquals(
                Set.of(ANN.username(), BOB.username(), CID.username()),
                Set.copyOf(stream.users().get(1).names().orElseThrow()));
    }

    @Test
    void messages_come_before_who_is_here() {
        handler.store(ROOM, "one");
        RecordingStream stream = open(0);
        stream.ready(1);

        assertEquals(List.of("one"), stream.texts());
        assertEquals(List.of(), stream.users());
        stream.ready();
        assertEquals(1, stream.users().size());
    }

    @Test
    void a_stream_that_could_not_be_told_who_is_here_is_told_later() {
        RuntimeException failure = new IllegalStateException("no presence");
        boolean[] fails = {true};
        RoomUsers users = new RoomUsers(() -> {
            if (fails[0]) {
                throw failure;
            }
            return List.of("ann");
        });
        Instant now = clock.instant();
        RoomTyping nobody = new RoomTyping(List::of);
        RoomWaiters room =
                new RoomWaiters(new RoomLog(handler, ROOM), users, nobody, deliveries, new Traffic(clock), now);
        RecordingStream stream = new RecordingStream();
        stream.ready();
        room.add(new Waiter(
                new Cursor(0, Optional.empty()), Optional.empty(), now.plusSeconds(60), stream, new Traffic(clock)));
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            room.changed();
            deliveries.run();
            assertEquals(1, log.lines().size());
        }
        fails[0] = false;
        room.tick(now);
        deliveries.run();

        assertEquals(List.of("ann"), stream.users().get(0).names().orElseThrow());
    }

    @Test
    void a_stream_is_told_who_types_when_it_comes_and_whenever_that_changes() {
        hub.typing(ROOM, ANN);
        RecordingStream first = open(0);
        first.ready();
        assertEquals(List.of(), first.typing());
        tick();
        assertEquals(List.of(new Typing(1, List.of(ANN.username()))), first.typing());

        RecordingStream second = open(0);
        second.ready();
        assertEquals(first.typing(), second.typing());
        clock.pass(Duration.ofSeconds(1));
        presence.stoppedTyping(ROOM, ANN);
        tick();
        assertEquals(new Typing(0, List.of()), first.typing().get(1));
        assertEquals(first.typing(), second.typing());
    }

    @Test
    void of_who_types_a_stream_that_was_not_ready_is_told_the_latest_alone() {
        RecordingStream stream = open(0);
        stream.ready();
        stream.unready();
        hub.typing(ROOM, ANN);
        tick();
        clock.pass(Duration.ofSeconds(1));
        hub.typing(ROOM, BOB);
        tick();
        assertEquals(List.of(), stream.typing());

        stream.beforeNextWrite(stream::unready);
        stream.ready();
        assertEquals(List.of(), stream.typing());
        stream.ready();
        assertEquals(List.of(new Typing(2, List.of(ANN.username(), BOB.username()))), stream.typing());
    }

    private void tick() {
        hub.tick();
        deliveries.run();
    }

    private void usersChanged() {
        hub.usersChanged(ROOM);
        hub.tick();
        deliveries.run();
    }

    private void say(String text) {
        handler.say(ROOM, text);
        deliveries.run();
    }

    private RecordingStream open(long cursorId) {
        return open(new Cursor(cursorId, Optional.empty()), Optional.empty());
    }

    private RecordingStream open(ChatUser person) {
        return open(new Cursor(0, Optional.empty()), Optional.of(person));
    }

    private RecordingStream open(Cursor cursor, Optional<ChatUser> person) {
        RecordingStream stream = new RecordingStream();
        hub.await(ROOM, cursor, person, stream);
        return stream;
    }

    private static String[] numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toArray(String[]::new);
    }
}

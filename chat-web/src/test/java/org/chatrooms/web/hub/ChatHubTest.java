package org.chatrooms.web.hub;

import static org.chatrooms.web.fake.RecordingDelivery.Kind.DELIVERED;
import static org.chatrooms.web.fake.RecordingDelivery.Kind.FAILED;
import static org.chatrooms.web.fake.RecordingDelivery.Kind.NOTHING_NEW;
import static org.chatrooms.web.fake.RecordingDelivery.Kind.RESET;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.fake.HandExecutor;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.fake.RecordingDelivery;
import org.chatrooms.web.listener.Listeners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatHubTest {
    private static final long ROOM = 1;
    private static final long OTHER_ROOM = 2;
    private static final ChatUser ANN = ChatUser.guest("a", "ann");
    private static final ChatUser BOB = ChatUser.guest("b", "bob");
    private static final Duration TICK = Duration.ofMillis(250);

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
    void messages_that_are_there_are_delivered_at_once() {
        handler.store(ROOM, "one", "two", "three");

        assertEquals(List.of("two", "three"), ask(1).texts());
    }

    @Test
    void whoever_has_everything_gets_the_next_message() {
        handler.store(ROOM, "one");
        Poll poll = ask(1);
        assertNull(poll.kind());

        handler.say(ROOM, "two");
        deliveries.run();

        assertEquals(List.of("two"), poll.texts());
    }

    @Test
    void nobody_is_answered_by_the_thread_that_signals() {
        Poll poll = ask(0);
        handler.say(ROOM, "one");

        assertNull(poll.kind());
    }

    @Test
    void a_message_committed_between_the_look_and_the_wait_is_delivered() {
        handler.store(ROOM, "one");
        handler.afterNextRead(() -> handler.say(ROOM, "two"));

        Poll poll = ask(1);
        assertNull(poll.kind());
        deliveries.run();

        assertEquals(List.of("two"), poll.texts());
    }

    @Test
    void whoever_cannot_wait_is_told_at_once_what_there_is_or_that_there_is_nothing() {
        handler.store(ROOM, "one");
        Poll behind = new Impatient();
        Poll upToDate = new Impatient();

        hub.await(ROOM, bare(0), Optional.of(ANN), behind);
        hub.await(ROOM, bare(1), Optional.of(ANN), upToDate);

        assertEquals(List.of("one"), behind.texts());
        assertEquals(NOTHING_NEW, upToDate.kind());
        assertEquals(Set.of(), hub.roomsWaitedFor());
    }

    private static final class Impatient extends Poll {
        @Override
        public boolean canWait() {
            return false;
        }
    }

    @Test
    void whoever_leaves_is_gone_from_all_rooms_and_their_polls_go_home_while_others_wait_on() {
        Poll ann = new Poll();
        hub.await(ROOM, bare(0), Optional.of(ANN), ann);
        RecordingDelivery<UserList> annsList = new RecordingDelivery<>();
        hub.awaitUsers(OTHER_ROOM, Optional.of(ANN), annsList);
        Poll bob = new Poll();
        hub.await(ROOM, bare(0), Optional.of(BOB), bob);

        hub.leave(ANN);

        assertEquals(NOTHING_NEW, ann.kind());
        assertEquals(DELIVERED, annsList.kind());
        assertNull(bob.kind());
        assertEquals(List.of("(guest) bob"), names(ROOM));
        assertEquals(List.of(), names(OTHER_ROOM));
    }

    @Test
    void everybody_in_a_room_that_changed_is_sent_home_to_ask_whether_they_may() {
        Poll here = new Poll();
        hub.await(ROOM, bare(0), Optional.of(ANN), here);
        RecordingDelivery<UserList> list = new RecordingDelivery<>();
        hub.awaitUsers(ROOM, Optional.of(ANN), list);
        Poll elsewhere = new Poll();
        hub.await(OTHER_ROOM, bare(0), Optional.of(ANN), elsewhere);

        hub.releaseRoom(ROOM);

        assertEquals(NOTHING_NEW, here.kind());
        assertEquals(
                List.of("(guest) ann"),
                list.shared().content().people().stream()
                        .map(Presence::username)
                        .toList());
        assertNull(elsewhere.kind());
    }

    private List<String> names(long room) {
        return hub.present(room).stream().map(Presence::username).toList();
    }

    @Test
    void a_message_in_one_room_is_none_in_another() {
        Poll poll = ask(0);
        Poll other = new Poll();
        hub.await(OTHER_ROOM, bare(0), Optional.empty(), other);

        handler.say(ROOM, "one");
        deliveries.run();

        assertEquals(List.of("one"), poll.texts());
        assertNull(other.kind());
    }

    @Test
    void a_signal_that_was_lost_costs_time_but_no_message() {
        Poll poll = ask(0);
        handler.store(ROOM, "one");
        deliveries.run();
        assertNull(poll.kind());

        hub.roomChanged(ROOM);
        deliveries.run();

        assertEquals(List.of("one"), poll.texts());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void zero_and_minus_one_are_the_start_whatever_date_comes_with_them(long id) {
        handler.store(ROOM, "one", "two");

        assertEquals(List.of("one", "two"), ask(id).texts());
        assertEquals(List.of("one", "two"), ask(id, clock.instant()).texts());
    }

    @Test
    void a_cursor_with_its_date_gets_what_follows_it() {
        handler.store(ROOM, "one", "two");

        assertEquals(List.of("two"), ask(1, handler.dateOf(ROOM, 1)).texts());
    }

    @Test
    void the_latest_cursor_with_its_date_waits() {
        handler.store(ROOM, "one", "two");
        Poll poll = ask(2, handler.dateOf(ROOM, 2));
        assertNull(poll.kind());

        handler.say(ROOM, "three");
        deliveries.run();

        assertEquals(List.of("three"), poll.texts());
    }

    @Test
    void a_cursor_with_the_date_of_another_message_starts_anew() {
        handler.store(ROOM, "one", "two");

        assertEquals(RESET, ask(1, handler.dateOf(ROOM, 2)).kind());
        assertEquals(RESET, ask(2, handler.dateOf(ROOM, 1)).kind());
    }

    @Test
    void a_cursor_with_a_date_ahead_of_the_room_starts_anew() {
        handler.store(ROOM, "one");

        assertEquals(RESET, ask(2, clock.instant()).kind());
    }

    @Test
    void a_bare_number_ahead_of_the_room_waits() {
        handler.store(ROOM, "one");
        Poll poll = ask(2);
        assertNull(poll.kind());

        handler.say(ROOM, "two");
        deliveries.run();
        assertNull(poll.kind());

        handler.say(ROOM, "three");
        deliveries.run();
        assertEquals(List.of("three"), poll.texts());
    }

    @Test
    void whoever_waits_starts_anew_when_their_message_is_gone() {
        handler.store(ROOM, "one");
        Poll dated = ask(1, handler.dateOf(ROOM, 1));
        Poll bare = ask(1);

        handler.forget(ROOM);
        hub.roomChanged(ROOM);
        deliveries.run();

        assertEquals(RESET, dated.kind());
        assertNull(bare.kind());
    }

    @Test
    void whoever_is_far_behind_gets_everything_in_several_batches() {
        List<String> all = IntStream.rangeClosed(1, 450).mapToObj(i -> "m" + i).toList();
        handler.store(ROOM, all.toArray(String[]::new));

        List<String> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Poll poll = ask(0);
        while (poll.kind() == DELIVERED) {
            sizes.add(poll.texts().size());
            read.addAll(poll.texts());
            ChatMessage last = poll.messages().get(poll.messages().size() - 1);
            poll = ask(last.id(), last.date());
        }

        assertEquals(all, read);
        assertEquals(List.of(200, 200, 50), sizes);
    }

    @Test
    void a_hold_ends_after_25_seconds_with_nothing_new() {
        Poll poll = ask(0);

        clock.pass(Duration.ofSeconds(25).minusMillis(1));
        hub.tick();
        assertNull(poll.kind());

        clock.pass(Duration.ofMillis(1));
        hub.tick();
        assertEquals(NOTHING_NEW, poll.kind());
    }

    @Test
    void a_look_that_fails_is_an_error_to_whoever_asked() {
        RuntimeException failure = new IllegalStateException("no database");
        handler.fail(failure);

        Poll poll = ask(0);

        assertEquals(FAILED, poll.kind());
        assertSame(failure, poll.failure());
        assertEquals(Set.of(), hub.roomsWaitedFor());
    }

    @Test
    void a_look_that_fails_while_somebody_waits_is_tried_again_with_the_next_tick() {
        Poll poll = ask(0);
        handler.fail(new IllegalStateException("no database"));
        try (LoggedBy log = new LoggedBy(RoomWaiters.class)) {
            handler.say(ROOM, "one");
            deliveries.run();
            hub.tick();
            deliveries.run();
            assertEquals(2, log.lines().size());
        }
        assertNull(poll.kind());

        handler.fail(null);
        hub.tick();
        deliveries.run();

        assertEquals(List.of("one"), poll.texts());
    }

    @Test
    void a_room_that_nobody_waits_for_is_not_looked_at() {
        handler.say(ROOM, "one");
        deliveries.run();
        assertEquals(List.of(), handler.reads());

        assertEquals(List.of("one"), ask(0).texts());
        handler.reads();
        handler.say(ROOM, "two");
        deliveries.run();
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void a_room_is_waited_for_as_long_as_somebody_waits() {
        handler.store(ROOM, "one");
        assertEquals(Set.of(), hub.roomsWaitedFor());

        Poll poll = ask(1);
        ask(0);
        assertEquals(Set.of(ROOM), hub.roomsWaitedFor());

        handler.say(ROOM, "two");
        deliveries.run();
        assertTrue(poll.isOver());
        hub.tick();
        assertEquals(Set.of(), hub.roomsWaitedFor());
    }

    @Test
    void a_client_that_is_gone_is_forgotten_with_the_next_tick() {
        Poll poll = ask(0);
        poll.nothingNew();
        hub.tick();

        assertEquals(Set.of(), hub.roomsWaitedFor());
    }

    @Test
    void release_sends_home_one_person_in_all_rooms_and_nobody_else() {
        Poll ann = ask(ROOM, ANN);
        Poll annElsewhere = ask(OTHER_ROOM, ANN);
        Poll bob = ask(ROOM, BOB);
        Poll nobody = ask(0);

        hub.release(ChatUser.guest(ANN.id(), "a new name"));

        assertEquals(NOTHING_NEW, ann.kind());
        assertEquals(NOTHING_NEW, annElsewhere.kind());
        assertNull(bob.kind());
        assertNull(nobody.kind());
    }

    @Test
    void close_answers_everybody() {
        Poll poll = ask(0);
        Poll elsewhere = ask(OTHER_ROOM, ANN);
        RecordingDelivery<UserList> users = new RecordingDelivery<>();
        hub.awaitUsers(ROOM, Optional.of(ANN), users);

        hub.close();

        assertEquals(NOTHING_NEW, poll.kind());
        assertEquals(NOTHING_NEW, elsewhere.kind());
        assertEquals(DELIVERED, users.kind());
    }

    @Test
    void whoever_comes_after_close_is_answered_at_once() {
        handler.store(ROOM, "one");
        hub.close();

        assertEquals(NOTHING_NEW, ask(0).kind());
        RecordingDelivery<UserList> users = new RecordingDelivery<>();
        hub.awaitUsers(ROOM, Optional.of(ANN), users);
        assertEquals(List.of(ANN.username()), usernames(users));
    }

    @Test
    void whoever_comes_while_the_chat_closes_is_answered() {
        handler.store(ROOM, "one");
        handler.afterNextRead(hub::close);

        assertEquals(NOTHING_NEW, ask(1).kind());
    }

    @Test
    void signals_after_close_do_nothing() {
        Poll poll = ask(0);
        hub.close();
        deliveries.shutDown();
        handler.reads();

        assertDoesNotThrow(() -> handler.say(ROOM, "one"));
        assertDoesNotThrow(() -> hub.usersChanged(ROOM));

        assertEquals(NOTHING_NEW, poll.kind());
        assertEquals(List.of(), handler.reads());
    }

    @Test
    void whoever_waits_is_seen_every_four_seconds() {
        ask(ROOM, ANN);
        for (Instant end = clock.instant().plusSeconds(24); clock.instant().isBefore(end); clock.pass(TICK)) {
            hub.tick();
        }

        List<Instant> seen = presence.timesSeen(ROOM, ANN);
        List<Duration> between = IntStream.range(2, seen.size())
                .mapToObj(i -> Duration.between(seen.get(i - 1), seen.get(i)))
                .toList();
        assertEquals(
                List.of(4L, 4L, 4L, 4L, 4L),
                between.stream().map(Duration::toSeconds).toList());
    }

    @Test
    void the_date_of_whoever_waits_is_never_older_than_eight_seconds() {
        hub.tick();
        clock.pass(Duration.ofMillis(100));
        ask(ROOM, ANN);
        for (int i = 0; i < 100; i++) {
            clock.pass(TICK);
            hub.tick();
            List<Instant> seen = presence.timesSeen(ROOM, ANN);
            Duration age = Duration.between(seen.get(seen.size() - 1), clock.instant());
            assertTrue(age.compareTo(Duration.ofSeconds(8)) <= 0, () -> "seen " + age + " ago");
        }
    }

    @Test
    void whoever_went_home_is_not_seen_any_more() {
        ask(ROOM, ANN);
        hub.release(ANN);
        int before = presence.timesSeen(ROOM, ANN).size();

        clock.pass(Duration.ofSeconds(10));
        hub.tick();

        assertEquals(before, presence.timesSeen(ROOM, ANN).size());
    }

    @Test
    void a_reader_without_a_name_is_not_listed() {
        ask(0);
        hub.tick();

        assertEquals(List.of(), hub.present(ROOM));
    }

    @Test
    void whoever_asks_who_is_here_is_here() {
        RecordingDelivery<UserList> users = new RecordingDelivery<>();
        hub.awaitUsers(ROOM, Optional.of(ANN), users);
        hub.usersChanged(ROOM);
        clock.pass(Duration.ofSeconds(1));
        hub.tick();

        assertEquals(List.of(ANN.username()), usernames(users));
    }

    @Test
    void the_presence_store_has_every_tick() {
        hub.tick();
        hub.tick();

        assertEquals(2, presence.ticks());
    }

    @Test
    void a_presence_store_that_fails_is_an_error_to_whoever_asks_and_leaves_nobody_waiting() {
        RuntimeException failure = new IllegalStateException("no presence");
        presence.fail(failure);
        RecordingDelivery<UserList> users = new RecordingDelivery<>();

        Poll poll = assertDoesNotThrow(() -> ask(ROOM, ANN));
        assertDoesNotThrow(() -> hub.awaitUsers(ROOM, Optional.of(ANN), users));

        assertSame(failure, poll.failure());
        assertSame(failure, users.failure());
        assertFalse(hub.roomsWaitedFor().contains(ROOM));
    }

    @Test
    void a_presence_store_that_fails_does_not_keep_a_node_from_what_else_it_hears() {
        hub.await(ROOM, bare(0), Optional.of(ANN), new Poll());
        presence.fail(new IllegalStateException("no presence"));

        try (LoggedBy log = new LoggedBy(ChatHub.class)) {
            assertDoesNotThrow(() -> hub.leave(ROOM, ANN.key()));
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void a_presence_store_that_fails_keeps_nobody_waiting_who_was_there_before() {
        Poll poll = ask(ROOM, ANN);
        RecordingDelivery<UserList> users = new RecordingDelivery<>();
        hub.awaitUsers(ROOM, Optional.of(ANN), users);
        presence.fail(new IllegalStateException("no presence"));

        clock.pass(ChatHub.HOLD);
        assertThrows(IllegalStateException.class, hub::tick);

        assertEquals(NOTHING_NEW, poll.kind());
        assertEquals(FAILED, users.kind());
    }

    @Test
    void whoever_sends_types_no_more_in_that_room() {
        hub.typing(ROOM, ANN);
        hub.typing(OTHER_ROOM, ANN);
        hub.send(new IncomingMessage(ROOM, ANN, "hello", clock.instant(), Optional.empty()));

        assertEquals(List.of(), presence.typists(ROOM));
        assertEquals(List.of(ANN.username()), presence.typists(OTHER_ROOM));
    }

    @Test
    void a_presence_store_that_fails_is_no_concern_of_whoever_sends() {
        presence.fail(new IllegalStateException("no presence"));
        try (LoggedBy log = new LoggedBy(ChatHub.class)) {
            hub.send(new IncomingMessage(ROOM, ANN, "hello", clock.instant(), Optional.empty()));
            assertEquals(1, log.lines().size());
        }

        assertEquals(List.of("hello"), ask(0).texts());
    }

    private Poll ask(long cursorId) {
        return ask(ROOM, bare(cursorId), Optional.empty());
    }

    private Poll ask(long cursorId, Instant date) {
        return ask(ROOM, new Cursor(cursorId, Optional.of(date)), Optional.empty());
    }

    private Poll ask(long roomId, ChatUser person) {
        return ask(roomId, bare(0), Optional.of(person));
    }

    private Poll ask(long roomId, Cursor cursor, Optional<ChatUser> person) {
        Poll poll = new Poll();
        hub.await(roomId, cursor, person, poll);
        return poll;
    }

    private static Cursor bare(long id) {
        return new Cursor(id, Optional.empty());
    }

    private static List<String> usernames(RecordingDelivery<UserList> users) {
        return users.shared().content().people().stream()
                .map(Presence::username)
                .toList();
    }
}

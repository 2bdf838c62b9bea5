package org.chatrooms.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every {@link PresenceStore} promises. Extend it for a store of your own, and say how the chat would make one:
 *
 * <pre>{@code
 * class MyStoreTest extends PresenceStoreContract {
 *     protected PresenceStore newStore() {
 *         return new MyStore();
 *     }
 *
 *     protected HandlerContext context(RoomSignals signals, Clock clock) {
 *         return new HandlerContext(signals, Set::of, myDataSource, Map.of("chatrooms.my.setting", "x"), clock);
 *     }
 * }
 * }</pre>
 *
 * <p>A new store with nobody in it is started before each test and closed after it. It is asked about rooms 1 and 2.
 */
public abstract class PresenceStoreContract {
    private static final long ROOM = 1;
    private static final long OTHER_ROOM = 2;
    private static final ChatUser ANN = ChatUser.account(1, "ann");
    private static final ChatUser BOB = ChatUser.account(2, "bob");
    private static final ChatUser GUEST = ChatUser.guest("token-1", "zoe");

    private final TestClock clock = new TestClock();
    private final RecordingSignals signals = new RecordingSignals();
    private PresenceStore store;

    /** A store that was not started yet. */
    protected abstract PresenceStore newStore();

    /** What the chat hands to a store, with these signals and this clock. */
    protected abstract HandlerContext context(RoomSignals signals, Clock clock);

    @BeforeEach
    void start_a_store() {
        HandlerContext context = context(signals, clock);
        store = newStore();
        store.start(context);
    }

    @AfterEach
    void close_the_store() {
        store.close();
    }

    @Test
    void at_first_nobody_is_there() {
        assertEquals(List.of(), store.present(ROOM));
    }

    @Test
    void who_is_seen_is_there_from_now_on() {
        store.seen(ROOM, GUEST);

        assertEquals(List.of(new Presence("(guest) zoe", clock.instant())), store.present(ROOM));
        assertEquals(List.of(), store.present(OTHER_ROOM));
    }

    @Test
    void joining_is_signalled_once() {
        store.seen(ROOM, ANN);

        assertEquals(1, signals.usersChanges(ROOM));
        assertEquals(0, signals.usersChanges(OTHER_ROOM));
    }

    @Test
    void being_seen_once_more_is_a_new_date_and_no_signal() {
        store.seen(ROOM, ANN);
        Instant later = clock.instant().plusSeconds(8);
        clock.set(later);
        store.seen(ROOM, ANN);

        assertEquals(List.of(new Presence("ann", later)), store.present(ROOM));
        assertEquals(1, signals.usersChanges(ROOM));
    }

    @Test
    void many_tabs_of_one_person_are_one_entry() throws Exception {
        InBackground.together(8, tab -> {
            store.seen(ROOM, ChatUser.guest("token-1", "zoe"));
            return null;
        });

        assertEquals(List.of("(guest) zoe"), names(ROOM));
        assertEquals(1, signals.usersChanges(ROOM));
    }

    @Test
    void people_of_the_same_name_are_several_entries() {
        store.seen(ROOM, ChatUser.guest("token-1", "zoe"));
        store.seen(ROOM, ChatUser.guest("token-2", "zoe"));

        assertEquals(List.of("(guest) zoe", "(guest) zoe"), names(ROOM));
    }

    @Test
    void a_guest_and_an_account_with_the_same_id_are_two_people() {
        store.seen(ROOM, ChatUser.account(7, "ann"));
        store.seen(ROOM, ChatUser.guest("7", "ann"));

        assertEquals(List.of("(guest) ann", "ann"), names(ROOM));
    }

    @Test
    void a_new_name_replaces_the_old_one_and_is_signalled() {
        store.seen(ROOM, ChatUser.guest("token-1", "zoe"));
        store.seen(ROOM, ChatUser.guest("token-1", "chloe"));

        assertEquals(List.of("(guest) chloe"), names(ROOM));
        assertEquals(2, signals.usersChanges(ROOM));
    }

    @Test
    void leaving_is_signalled_once() {
        store.seen(ROOM, ANN);
        store.seen(ROOM, BOB);
        store.left(ROOM, ANN);
        store.left(ROOM, ANN);

        assertEquals(List.of("bob"), names(ROOM));
        assertEquals(3, signals.usersChanges(ROOM));
    }

    @Test
    void whoever_was_not_there_leaves_without_a_signal() {
        store.seen(OTHER_ROOM, ANN);
        store.left(ROOM, ANN);

        assertEquals(0, signals.usersChanges(ROOM));
        assertEquals(List.of("ann"), names(OTHER_ROOM));
    }

    @Test
    void coming_back_is_signalled_like_joining() {
        store.seen(ROOM, ANN);
        store.left(ROOM, ANN);
        store.seen(ROOM, ANN);

        assertEquals(List.of("ann"), names(ROOM));
        assertEquals(3, signals.usersChanges(ROOM));
    }

    @Test
    void leaving_one_room_is_staying_in_the_others() {
        store.seen(ROOM, ANN);
        store.seen(OTHER_ROOM, ANN);
        store.left(ROOM, ANN);

        assertEquals(List.of(), names(ROOM));
        assertEquals(List.of("ann"), names(OTHER_ROOM));
    }

    @Test
    void people_are_listed_by_name() {
        store.seen(ROOM, ChatUser.account(1, "carl"));
        store.seen(ROOM, ChatUser.account(2, "ann"));
        store.seen(ROOM, ChatUser.account(3, "bob"));

        assertEquals(List.of("ann", "bob", "carl"), names(ROOM));
    }

    @Test
    void a_list_stays_as_it_was_when_people_leave() {
        store.seen(ROOM, ANN);
        List<Presence> before = store.present(ROOM);
        store.left(ROOM, ANN);

        assertEquals(1, before.size());
    }

    @Test
    void who_was_seen_sixty_seconds_ago_is_still_there() {
        store.seen(ROOM, ANN);
        clock.pass(PresenceStore.GONE_AFTER);
        store.tick();

        assertEquals(List.of("ann"), names(ROOM));
        assertEquals(1, signals.usersChanges(ROOM));
    }

    @Test
    void who_is_unseen_for_longer_is_gone_and_that_is_signalled_once_a_room() {
        store.seen(ROOM, ANN);
        store.seen(ROOM, BOB);
        store.seen(OTHER_ROOM, ANN);
        clock.pass(PresenceStore.GONE_AFTER.plus(Duration.ofMillis(1)));
        store.seen(OTHER_ROOM, BOB);
        store.tick();
        store.tick();

        assertEquals(List.of(), names(ROOM));
        assertEquals(List.of("bob"), names(OTHER_ROOM));
        assertEquals(2 + 1, signals.usersChanges(ROOM));
        assertEquals(2 + 1, signals.usersChanges(OTHER_ROOM));
    }

    @Test
    void who_is_seen_again_in_time_stays() {
        store.seen(ROOM, ANN);
        clock.pass(Duration.ofSeconds(59));
        store.seen(ROOM, ANN);
        clock.pass(Duration.ofSeconds(59));
        store.tick();

        assertEquals(List.of("ann"), names(ROOM));
        assertEquals(1, signals.usersChanges(ROOM));
    }

    @ParameterizedTest
    @CsvSource({"zoe, zoe", "zoe, ZOE", "Zoe, zOE", "straße, STRASSE", "ΣΊΣΥΦΟΣ, σίσυφος", "zoe, ｚｏｅ"})
    void a_name_that_reads_like_that_of_somebody_in_any_room_is_in_use(String theirs, String mine) {
        store.seen(OTHER_ROOM, ChatUser.guest("token-1", theirs));

        assertTrue(store.isNameInUse(ChatUser.guest("token-2", mine)));
        assertFalse(store.isNameInUse(ChatUser.guest("token-2", mine + "2")));
    }

    @Test
    void ones_own_name_is_not_in_use() {
        store.seen(ROOM, ChatUser.guest("token-1", "zoe"));

        assertFalse(store.isNameInUse(ChatUser.guest("token-1", "Zoe")));
    }

    @Test
    void a_guest_never_has_the_name_of_an_account() {
        store.seen(ROOM, ANN);

        assertFalse(store.isNameInUse(ChatUser.guest("token-1", "ann")));
    }

    @Test
    void a_name_is_free_again_when_nobody_goes_by_it_any_more() {
        store.seen(ROOM, ChatUser.guest("left", "one"));
        store.seen(ROOM, ChatUser.guest("renamed", "two"));
        store.seen(ROOM, ChatUser.guest("gone", "three"));

        store.left(ROOM, ChatUser.guest("left", "one"));
        store.seen(ROOM, ChatUser.guest("renamed", "four"));
        assertFalse(store.isNameInUse(ChatUser.guest("new", "one")));
        assertFalse(store.isNameInUse(ChatUser.guest("new", "two")));

        clock.pass(PresenceStore.GONE_AFTER.plusMillis(1));
        store.tick();
        assertFalse(store.isNameInUse(ChatUser.guest("new", "three")));
    }

    /** Two people a room, so that rooms keep emptying at the moment when somebody enters them. */
    @Test
    void nobody_is_lost_while_many_come_and_go() throws Exception {
        InBackground.together(4, i -> {
            long room = i % 2 == 0 ? ROOM : OTHER_ROOM;
            ChatUser person = ChatUser.account(i, "person " + i);
            for (int round = 0; round < 10_000; round++) {
                store.seen(room, person);
                assertTrue(names(room).contains(person.name()));
                store.left(room, person);
            }
            assertFalse(names(room).contains(person.name()));
            store.seen(room, person);
            return null;
        });

        assertEquals(List.of("person 0", "person 2"), names(ROOM));
        assertEquals(List.of("person 1", "person 3"), names(OTHER_ROOM));
    }

    @Test
    void after_close_no_thread_is_left() throws Exception {
        ThreadGroup threads = new ThreadGroup("the store's");
        HandlerContext context = context(new RecordingSignals(), clock);

        InBackground.start(threads, () -> {
                    PresenceStore shortLived = newStore();
                    shortLived.start(context);
                    shortLived.seen(ROOM, ANN);
                    shortLived.tick();
                    shortLived.close();
                    return null;
                })
                .result();

        Await.until("no thread is left", () -> threads.activeCount() == 0);
    }

    @Test
    void who_types_is_told_by_name_for_six_seconds_and_is_not_listed_for_that() {
        store.typing(ROOM, GUEST);
        store.typing(ROOM, ANN);
        clock.pass(PresenceStore.TYPING_FOR.minusMillis(1));
        store.tick();
        assertEquals(List.of("(guest) zoe", "ann"), store.typists(ROOM));
        assertEquals(List.of(), store.typists(OTHER_ROOM));
        assertEquals(List.of(), names(ROOM));

        clock.pass(Duration.ofMillis(1));
        assertEquals(List.of(), store.typists(ROOM));
        assertEquals(0, signals.usersChanges(ROOM));
    }

    @Test
    void whoever_says_again_that_they_type_is_told_for_longer_and_once() {
        store.typing(ROOM, ANN);
        clock.pass(Duration.ofSeconds(5));
        store.typing(ROOM, ANN);
        clock.pass(Duration.ofSeconds(5));
        store.tick();

        assertEquals(List.of("ann"), store.typists(ROOM));
    }

    @Test
    void whoever_has_sent_it_or_left_types_no_more_in_that_room() {
        for (ChatUser person : List.of(ANN, BOB, GUEST)) {
            store.typing(ROOM, person);
            store.typing(OTHER_ROOM, person);
        }
        store.stoppedTyping(ROOM, ANN);
        store.left(ROOM, BOB);

        assertEquals(List.of("(guest) zoe"), store.typists(ROOM));
        assertEquals(List.of("(guest) zoe", "ann", "bob"), store.typists(OTHER_ROOM));
    }

    @Test
    void whoever_does_not_type_stops_without_harm() {
        store.stoppedTyping(ROOM, ANN);

        assertEquals(List.of(), store.typists(ROOM));
    }

    private List<String> names(long roomId) {
        return store.present(roomId).stream().map(Presence::username).toList();
    }
}

package org.chatrooms.web.hub;

import static org.chatrooms.web.fake.RecordingDelivery.Kind.DELIVERED;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.fake.RecordingDelivery;
import org.junit.jupiter.api.Test;

class UserListsTest {
    private static final long ROOM = 1;
    private static final long OTHER_ROOM = 2;
    private static final ChatUser ANN = ChatUser.guest("a", "ann");

    private final TestClock clock = new TestClock();
    private final FakePresenceStore presence = new FakePresenceStore(clock);
    private final UserLists lists = new UserLists(presence, clock);

    @Test
    void a_change_is_told_a_second_after_the_question_at_the_earliest() {
        RecordingDelivery<UserList> question = ask(ROOM);
        lists.changed(ROOM);
        pass(999);
        assertNull(question.kind());

        pass(1);
        assertEquals(DELIVERED, question.kind());
    }

    @Test
    void a_change_after_the_first_second_is_told_with_the_next_tick() {
        RecordingDelivery<UserList> question = ask(ROOM);
        pass(3_000);
        assertNull(question.kind());

        lists.changed(ROOM);
        pass(0);
        assertEquals(DELIVERED, question.kind());
    }

    @Test
    void without_a_change_the_list_comes_after_eight_seconds() {
        RecordingDelivery<UserList> question = ask(ROOM);
        pass(7_999);
        assertNull(question.kind());

        pass(1);
        assertEquals(DELIVERED, question.kind());
    }

    @Test
    void those_who_asked_at_once_are_answered_one_after_another_if_nothing_changes() {
        List<RecordingDelivery<UserList>> questions = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            questions.add(ask(ROOM));
        }
        List<Long> answered = new ArrayList<>();
        pass(6_000);
        for (int tick = 0; tick < 8; tick++) {
            pass(250);
            answered.add(questions.stream().filter(RecordingDelivery::isOver).count());
        }

        assertEquals(List.of(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L), answered);
    }

    @Test
    void a_change_within_two_seconds_before_the_question_is_news() {
        lists.changed(ROOM);
        pass(2_000);
        RecordingDelivery<UserList> question = ask(ROOM);
        pass(999);
        assertNull(question.kind());

        pass(1);
        assertEquals(DELIVERED, question.kind());
    }

    @Test
    void an_older_change_is_no_news() {
        lists.changed(ROOM);
        pass(2_001);
        RecordingDelivery<UserList> question = ask(ROOM);
        pass(7_999);
        assertNull(question.kind());
    }

    @Test
    void a_change_shortly_before_the_question_is_news_as_long_as_the_question_waits() {
        lists.changed(ROOM);
        pass(2_000);
        RecordingDelivery<UserList> question = ask(ROOM);
        clock.pass(Duration.ofMillis(7_500)); // a ticker that was held up
        pass(0);

        assertEquals(DELIVERED, question.kind());
    }

    @Test
    void a_change_in_another_room_is_no_news() {
        RecordingDelivery<UserList> question = ask(ROOM);
        lists.changed(OTHER_ROOM);
        pass(7_999);

        assertNull(question.kind());
    }

    @Test
    void everybody_in_a_room_gets_the_same_list() {
        List<RecordingDelivery<UserList>> questions = List.of(ask(ROOM), ask(ROOM), ask(ROOM));
        lists.changed(ROOM);
        pass(1_000);

        questions.forEach(question -> assertSame(questions.get(0).shared(), question.shared()));
        assertEquals(1, presence.listsMade());
    }

    @Test
    void there_is_one_list_a_second() {
        List<RecordingDelivery<UserList>> questions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            questions.add(ask(ROOM));
            lists.changed(ROOM);
            pass(250);
        }

        assertEquals(37, questions.stream().filter(RecordingDelivery::isOver).count());
        assertEquals(10, presence.listsMade());
    }

    @Test
    void the_next_second_has_its_own_list() {
        RecordingDelivery<UserList> first = ask(ROOM);
        lists.changed(ROOM);
        pass(1_000);
        RecordingDelivery<UserList> second = ask(ROOM);
        presence.seen(ROOM, ANN);
        lists.changed(ROOM);
        pass(1_000);

        assertNotSame(first.shared(), second.shared());
        assertEquals(List.of(), first.shared().content().people());
        assertEquals(
                new UserList(
                        clock.instant(),
                        List.of(new Presence(ANN.username(), clock.instant().minusSeconds(1)))),
                second.shared().content());
    }

    @Test
    void each_room_has_its_own_list() {
        presence.seen(ROOM, ANN);
        RecordingDelivery<UserList> question = ask(ROOM);
        RecordingDelivery<UserList> elsewhere = ask(OTHER_ROOM);
        pass(8_000);

        assertEquals(1, question.shared().content().people().size());
        assertEquals(0, elsewhere.shared().content().people().size());
    }

    @Test
    void no_list_is_made_for_whoever_is_gone() {
        RecordingDelivery<UserList> question = ask(ROOM);
        question.nothingNew();
        pass(8_000);

        assertEquals(0, presence.listsMade());
    }

    @Test
    void a_list_that_cannot_be_made_is_an_error_to_whoever_asked() {
        RuntimeException failure = new IllegalStateException("no presence");
        presence.fail(failure);
        RecordingDelivery<UserList> question = ask(ROOM);
        RecordingDelivery<UserList> elsewhere = ask(OTHER_ROOM);
        assertDoesNotThrow(() -> pass(8_000));
        RecordingDelivery<UserList> atTheEnd = ask(ROOM);
        assertDoesNotThrow(lists::answerAll);

        assertSame(failure, question.failure());
        assertSame(failure, elsewhere.failure());
        assertSame(failure, atTheEnd.failure());
    }

    @Test
    void whoever_was_sent_home_does_not_count_as_seen_until_their_question_is_forgotten() {
        RecordingDelivery<UserList> question = new RecordingDelivery<>();
        lists.ask(ROOM, Optional.of(ANN), question);
        List<ChatUser> seen = new ArrayList<>();
        lists.forEachPerson((room, person) -> seen.add(person));
        lists.release(ANN.key());
        lists.forEachPerson((room, person) -> seen.add(person));

        assertEquals(List.of(ANN), seen);
    }

    @Test
    void at_the_end_everybody_is_answered_at_once() {
        RecordingDelivery<UserList> question = ask(ROOM);
        RecordingDelivery<UserList> elsewhere = ask(OTHER_ROOM);
        lists.answerAll();

        assertEquals(DELIVERED, question.kind());
        assertEquals(DELIVERED, elsewhere.kind());
    }

    private RecordingDelivery<UserList> ask(long roomId) {
        RecordingDelivery<UserList> question = new RecordingDelivery<>();
        lists.ask(roomId, Optional.empty(), question);
        return question;
    }

    private void pass(long millis) {
        clock.pass(Duration.ofMillis(millis));
        lists.tick(clock.instant());
    }
}

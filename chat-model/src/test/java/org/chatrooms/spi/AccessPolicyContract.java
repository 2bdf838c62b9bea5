package org.chatrooms.spi;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AccessPolicy} promises. Extend it for a policy of your own, and add who may do what:
 *
 * <pre>{@code
 * class MyPolicyTest extends AccessPolicyContract {
 *     protected AccessPolicy newPolicy() {
 *         return new MyPolicy();
 *     }
 *
 *     @Test
 *     void nobody_writes_in_the_room_of_notices() {
 *         assertFalse(policy().permits(FakeAccessRequest.of(notices, Action.SEND), Optional.empty()));
 *     }
 * }
 * }</pre>
 *
 * <p>The policy of a test is started before it and closed after it. One that asks the request itself ({@link
 * AccessRequest#unwrap}) overrides {@link #request} to give it one.
 */
public abstract class AccessPolicyContract {
    private static final int THREADS = 8;

    private AccessPolicy policy;

    /** A policy that was not started yet. */
    protected abstract AccessPolicy newPolicy();

    /** What the chat hands to a policy; for one that needs a database or has settings. */
    protected HandlerContext context() {
        return new HandlerContext(new RecordingSignals(), Set::of, null, Map.of(), Clock.systemUTC());
    }

    /** The question as the policy gets it. */
    protected AccessRequest request(FakeAccessRequest request) {
        return request;
    }

    /** The policy under test. */
    protected final AccessPolicy policy() {
        return policy;
    }

    /** Its answer. */
    protected final boolean permits(FakeAccessRequest request, Optional<ChatUser> user) {
        return policy.permits(request(request), user);
    }

    @BeforeEach
    void start_a_policy() {
        policy = newPolicy();
        policy.start(context());
    }

    @AfterEach
    void close_the_policy() {
        policy.close();
    }

    @Test
    void there_is_an_answer_for_everything_that_anybody_may_want_in_any_room() {
        assertAll(everything().map(question -> () -> assertDoesNotThrow(() -> ask(question), question::toString)));
    }

    @Test
    void the_same_question_has_the_same_answer() {
        Map<Question, Boolean> answers = answers();

        everything().forEach(question -> assertEquals(answers.get(question), ask(question), question::toString));
    }

    @Test
    void many_threads_that_ask_at_once_get_the_answers_that_one_gets() throws Exception {
        Map<Question, Boolean> answers = answers();

        List<Map<Question, Boolean>> all = InBackground.together(THREADS, thread -> answers());

        all.forEach(each -> assertEquals(answers, each));
    }

    @Test
    void its_settings_are_named_like_those_of_the_chat() {
        assertAll(newPolicy().settings().stream()
                .map(name -> () -> assertTrue(name.matches("chatrooms\\.[A-Za-z0-9.]+"), name)));
    }

    @Test
    void one_that_was_never_started_can_be_closed() {
        assertDoesNotThrow(() -> newPolicy().close());
    }

    @Test
    void after_close_no_thread_is_left() throws Exception {
        ThreadGroup threads = new ThreadGroup("the policy's");
        HandlerContext context = context();

        InBackground.start(threads, () -> {
                    AccessPolicy shortLived = newPolicy();
                    shortLived.start(context);
                    shortLived.close();
                    return null;
                })
                .result();

        Await.until("no thread is left", () -> threads.activeCount() == 0);
    }

    private record Question(FakeAccessRequest request, Optional<ChatUser> user) {}

    private boolean ask(Question question) {
        return permits(question.request(), question.user());
    }

    private Map<Question, Boolean> answers() {
        Map<Question, Boolean> answers = new HashMap<>();
        everything().forEach(question -> answers.put(question, ask(question)));
        return answers;
    }

    /** Every kind of person with every combination of rights that such a one can have, in every kind of room. */
    private static Stream<Question> everything() {
        List<Question> questions = new ArrayList<>();
        for (Room room : rooms()) {
            for (Action action : Action.values()) {
                FakeAccessRequest plain = FakeAccessRequest.of(room, action);
                for (FakeAccessRequest request : List.of(plain, plain.unlocked())) {
                    questions.add(new Question(request, Optional.empty()));
                    questions.add(new Question(request, Optional.of(ChatUser.guest("token", "guest"))));
                    Optional<ChatUser> account = Optional.of(ChatUser.account(7, "account"));
                    questions.add(new Question(request, account));
                    questions.add(new Question(request.bySubscriber(), account));
                    questions.add(new Question(request.byAdministrator(), account));
                    questions.add(new Question(request.byAdministrator().bySubscriber(), account));
                    questions.add(new Question(request.inRoles("staff"), account));
                }
            }
        }
        return questions.stream();
    }

    private static List<Room> rooms() {
        List<Room> rooms = new ArrayList<>();
        for (boolean forGuests : new boolean[] {true, false}) {
            rooms.add(new Room(1, "Public", "public", "", forGuests, false, Optional.empty()));
            rooms.add(new Room(2, "Private", "private", "", forGuests, true, Optional.empty()));
            rooms.add(new Room(3, "Locked", "locked", "", forGuests, true, Optional.of("hash")));
        }
        return rooms;
    }
}

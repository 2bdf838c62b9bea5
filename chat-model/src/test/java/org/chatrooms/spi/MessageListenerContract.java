package org.chatrooms.spi;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessageListener} promises. Extend it for a listener of your own, and add what it does about what it hears:
 *
 * <pre>{@code
 * class MyListenerTest extends MessageListenerContract {
 *     protected MessageListener newListener() {
 *         return new MyListener();
 *     }
 *
 *     @Test
 *     void whoever_asks_for_the_time_is_told() throws Exception {
 *         hears(1, ChatUser.guest("token", "ann"), message);
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>The listener of a test is started before it and closed after it.
 */
public abstract class MessageListenerContract {
    private static final Instant DATE = Instant.parse("2026-02-03T04:05:06.123456Z");
    private static final List<ChatUser> PEOPLE = List.of(ChatUser.guest("token", "ann"), ChatUser.account(7, "bea"));

    private MessageListener listener;

    /** A message of a handler that has nothing but what people read. */
    private record Plain(long id, String username, Instant date, String content) implements ChatMessage {}

    /** A listener that was not started yet. */
    protected abstract MessageListener newListener();

    /** What the chat hands to a listener; for one that needs a database or has settings. */
    protected HandlerContext context() {
        return new HandlerContext(new RecordingSignals(), Set::of, null, Map.of(), Clock.systemUTC());
    }

    /** Has the listener under test hear something as in the chat: on another thread than it was started on. Throws what it throws. */
    protected final void hears(long roomId, ChatUser sender, ChatMessage message) throws Exception {
        InBackground.start(() -> {
                    listener.messageReceived(roomId, sender, message);
                    return null;
                })
                .result();
    }

    @BeforeEach
    void start_a_listener() {
        listener = newListener();
        listener.start(context());
    }

    @AfterEach
    void close_the_listener() {
        listener.close();
    }

    @Test
    void it_takes_whatever_anybody_can_say_in_any_room() {
        List<String> texts = List.of(
                " ",
                "one\ntwo\r\nthree\ttabbed",
                "it's \"quoted\" \\'); DROP TABLE chat_message; -- %s {0} ${x} ?",
                "<b>&amp;</b>",
                "gr\u00fc\u00dfe, \u4f60\u597d, \u05e9\u05dc\u05d5\u05dd, \u202eright to left \uD83D\uDE00",
                "x".repeat(IncomingMessage.MAX_CONTENT));
        List<ChatMessage> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(new Plain(messages.size() + 1, "(guest) ann", DATE, text));
        }

        hearsAll(messages);
    }

    @Test
    void it_takes_answers_and_changes_of_messages_that_it_never_heard_of() {
        hearsAll(List.of(
                entry(11, "an answer", Kind.MESSAGE, 9, false),
                entry(12, "another text", Kind.EDIT, 8, false),
                entry(13, "", Kind.DELETE, 8, false),
                entry(17, "", Kind.DELETE, 9, true)));
    }

    /** Every message from everybody, in two rooms by turns. */
    private void hearsAll(List<? extends ChatMessage> messages) {
        assertAll(messages.stream()
                .flatMap(message -> PEOPLE.stream()
                        .map(sender -> () -> assertDoesNotThrow(() -> {
                            hears(1, sender, message);
                            hears(Long.MAX_VALUE, sender, message);
                        }))));
    }

    private static Message entry(long id, String text, Kind kind, long targetId, boolean isModerated) {
        return new Message(
                1, id, Optional.empty(), "(guest) ann", DATE, text, kind, Optional.of(targetId), false, isModerated);
    }

    @Test
    void its_settings_are_named_like_those_of_the_chat() {
        assertAll(newListener().settings().stream()
                .map(name -> () -> assertTrue(name.matches("chatrooms\\.[A-Za-z0-9.]+"), name)));
    }

    @Test
    void one_that_was_never_started_can_be_closed() {
        assertDoesNotThrow(() -> newListener().close());
    }

    @Test
    void after_close_no_thread_is_left() throws Exception {
        ThreadGroup threads = new ThreadGroup("the listener's");
        HandlerContext context = context();

        InBackground.start(threads, () -> {
                    MessageListener shortLived = newListener();
                    shortLived.start(context);
                    shortLived.messageReceived(1, PEOPLE.get(0), new Plain(1, "(guest) ann", DATE, "hello"));
                    shortLived.close();
                    return null;
                })
                .result();

        Await.until("no thread is left", () -> threads.activeCount() == 0);
    }
}

package org.chatrooms.web.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;
import org.chatrooms.spi.MessageListener;
import org.chatrooms.spi.MessageRefused;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.LoggedBy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final ChatUser ANN = ChatUser.guest("ann-token", "ann");

    private final TestClock clock = new TestClock();
    private final Good good = new Good();
    private final Hanging hanging = new Hanging();
    private long lastId;

    @AfterEach
    void letGo() {
        hanging.end.countDown();
    }

    /** Notes what it hears. */
    private static final class Good implements MessageListener {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        volatile boolean isClosed;
        volatile Thread thread;

        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
            thread = Thread.currentThread();
            heard.add(roomId + " " + sender.username() + " " + message.id() + " " + message.content());
        }

        @Override
        public void close() {
            isClosed = true;
        }

        String next() throws InterruptedException {
            return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Hears its first message until the test ends. */
    private static final class Hanging implements MessageListener {
        final CountDownLatch hangs = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
            hangs.countDown();
            try {
                assertTrue(end.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody is interrupted", e);
            }
        }
    }

    private Listeners listeners(MessageListener... all) {
        return new Listeners(List.of(all), clock);
    }

    private ChatMessage say(Listeners listeners, String text) {
        IncomingMessage message = new IncomingMessage(1, ANN, text, clock.instant(), Optional.empty());
        return listeners.store(
                message, taken -> new Message(1, ++lastId, Optional.empty(), taken.username(), taken.date(), text));
    }

    @Test
    void a_message_is_told_as_it_was_stored_on_a_thread_of_the_listeners_own() throws Exception {
        try (Listeners listeners = listeners(good)) {
            say(listeners, "hello");

            assertEquals("1 (guest) ann 1 hello", good.next());
            assertEquals("chatrooms-listener-" + Good.class.getName(), good.thread.getName());
            assertTrue(good.thread.isDaemon());
        }
        assertTrue(good.isClosed);
    }

    @Test
    void what_was_not_stored_is_told_to_its_sender_alone() throws Exception {
        MessageRefused refusal = new MessageRefused("no");
        IncomingMessage message = new IncomingMessage(1, ANN, "bad", clock.instant(), Optional.empty());
        try (Listeners listeners = listeners(good)) {
            assertSame(
                    refusal,
                    assertThrows(
                            MessageRefused.class,
                            () -> listeners.store(message, taken -> {
                                throw refusal;
                            })));
            say(listeners, "hello");

            assertEquals("1 (guest) ann 1 hello", good.next());
        }
    }

    @Test
    void one_that_fails_is_told_of_once_a_minute_in_one_line_and_goes_on() throws Exception {
        MessageListener failing = (roomId, sender, message) -> {
            if (!message.content().equals("good")) {
                throw new IllegalStateException(message.content());
            }
            good.messageReceived(roomId, sender, message);
        };
        Map<String, Long> failures = Map.of(failing.getClass().getName(), 3L);
        try (LoggedBy log = new LoggedBy(Listening.class);
                Listeners listeners = listeners(failing)) {
            say(listeners, "bad\r\n\u2028\u001b[2J\u202e${jndi:x}");
            say(listeners, "bad");
            say(listeners, "good");
            assertEquals("1 (guest) ann 3 good", good.next());
            clock.pass(Duration.ofMinutes(1));
            say(listeners, "bad again");
            say(listeners, "good");
            assertEquals("1 (guest) ann 5 good", good.next());

            assertEquals(failures, listeners.failed());
            String name = failing.getClass().getName();
            assertEquals(
                    List.of(
                            "WARNING " + name + " failed at message 1 of room 1 (1 so far):"
                                    + " java.lang.IllegalStateException: bad????[2J??{jndi:x}",
                            "WARNING " + name + " failed at message 4 of room 1 (3 so far):"
                                    + " java.lang.IllegalStateException: bad again"),
                    log.lines());
        }
    }

    @Test
    void one_that_hangs_holds_up_nobody_misses_what_is_too_much_and_is_left_behind_at_the_end() throws Exception {
        int missed = 3;
        int all = 1 + Listening.MOST_WAITING + missed;
        try (LoggedBy log = new LoggedBy(Listening.class)) {
            Listeners listeners = listeners(hanging, good);
            say(listeners, "1");
            assertTrue(hanging.hangs.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            for (int i = 1; i <= all; i++) {
                assertEquals("1 (guest) ann " + i + " " + i, good.next());
                if (i < all) {
                    say(listeners, Integer.toString(i + 1));
                }
            }

            assertEquals(Map.of(Hanging.class.getName(), (long) missed, Good.class.getName(), 0L), listeners.missed());
            listeners.close();
            assertTrue(good.isClosed);
            assertEquals(
                    List.of(
                            "WARNING " + Hanging.class.getName()
                                    + " is 1000 messages behind, and misses what comes meanwhile",
                            "WARNING " + Hanging.class.getName()
                                    + " still hears a message, and 1000 more are not told; it hangs, or is slow"),
                    log.lines());
        }
    }

    @Test
    void what_waits_at_the_end_is_told_and_what_comes_later_is_not() throws Exception {
        Listeners listeners = listeners((roomId, sender, message) -> {
            hanging.messageReceived(roomId, sender, message);
            good.messageReceived(roomId, sender, message);
        });
        say(listeners, "one");
        say(listeners, "two");
        assertTrue(hanging.hangs.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        Thread stop = new Thread(listeners::close);
        stop.start();
        while (stop.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        say(listeners, "three");
        hanging.end.countDown();
        stop.join();

        assertEquals(List.of("1 (guest) ann 1 one", "1 (guest) ann 2 two"), List.copyOf(good.heard));
    }
}

package org.chatrooms.it.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.Diary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.it.harness.DatabaseServer;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Judge;
import org.chatrooms.it.harness.LogLines;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.Reader;
import org.chatrooms.it.harness.Reader.Way;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.InBackground;
import org.chatrooms.spi.MessageListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site's own listeners hear all that is said, and nobody who sends or reads notices whatever they do. */
class MessageListenersTest {
    private static final int SENDERS = 8;
    private static final int EACH = 25;
    private static final long PATIENCE_SECONDS = 60;

    private static final Queue<Seen> GOOD = new ConcurrentLinkedQueue<>();
    private static final Queue<Seen> SLOW = new ConcurrentLinkedQueue<>();
    private static volatile CountDownLatch end;

    @TempDir
    private Path data;

    /** Notes what it hears. */
    public static class Good implements MessageListener {
        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
            note(GOOD, message);
        }

        static void note(Queue<Seen> heard, ChatMessage message) {
            heard.add(new Seen(message.id(), message.username(), message.kind().name(), message.content()));
        }
    }

    public static final class Slow implements MessageListener {
        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            Good.note(SLOW, message);
        }
    }

    public static final class Throwing implements MessageListener {
        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
            throw new IllegalStateException("no way");
        }
    }

    public static final class Hanging implements MessageListener {
        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody is interrupted", e);
            }
        }
    }

    @BeforeEach
    void begin() {
        GOOD.clear();
        SLOW.clear();
        end = new CountDownLatch(1);
    }

    private static Map<String, String> settings(Class<?>... listeners) {
        return Map.of(
                "chatrooms.messageListenerClasses",
                Stream.of(listeners).map(Class::getName).collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @ValueSource(classes = {LocalMessageHandler.class, MemoryHandler.class})
    void one_that_throws_one_that_hangs_and_one_that_is_slow_change_nothing_for_anybody(Class<?> handler)
            throws Exception {
        Map<String, String> settings = new HashMap<>(settings(Throwing.class, Hanging.class, Slow.class, Good.class));
        settings.put("chatrooms.messageHandlerClass", handler.getName());
        try (LogLines log = new LogLines("org.chatrooms.web.listener")) {
            try (EmbeddedServer server = EmbeddedServer.start(data, settings)) {
                List<Reader> readers = new ArrayList<>();
                List<InBackground<Void>> reading = new ArrayList<>();
                for (Way way : Way.values()) {
                    Reader reader = Reader.steady(new Person(server.base()), count -> count >= SENDERS * EACH, way);
                    readers.add(reader);
                    reading.add(InBackground.start(() -> {
                        reader.run();
                        return null;
                    }));
                }

                List<List<String>> said = InBackground.together(SENDERS, sender -> say(server, "sender" + sender));
                for (InBackground<Void> each : reading) {
                    each.result();
                }

                List<String> all = said.stream().flatMap(List::stream).toList();
                assertEquals(SENDERS * EACH, all.size());
                readers.forEach(reader -> Judge.exactlyOnce(all, all, reader.seen()));
                for (Queue<Seen> heard : List.of(GOOD, SLOW)) {
                    Awaitility.await()
                            .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .until(() -> heard.size() >= all.size());
                    Judge.exactlyOnce(all, all, List.copyOf(heard));
                }
            }

            assertEquals(2, log.lines().size(), log.lines()::toString);
            assertTrue(log.lines().get(0).startsWith(Throwing.class.getName() + " failed at message 1 of room 1 "));
            assertTrue(log.lines().get(1).startsWith(Hanging.class.getName() + " still hears a message, and 199 more"));
        } finally {
            end.countDown();
        }
    }

    private static List<String> say(EmbeddedServer server, String name) throws Exception {
        Person sender = Person.guest(server.base(), name);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            said.add(name + "." + i);
            sender.say(said.get(i));
        }
        return said;
    }

    @Test
    void it_hears_of_changes_too_and_of_what_was_sent_twice_once() throws Exception {
        UUID key = UUID.randomUUID();
        try (EmbeddedServer server = EmbeddedServer.start(data, settings(Good.class))) {
            Person ann = Person.guest(server.base(), "ann");
            ann.say(Person.LOBBY, "one", key);
            ann.say(Person.LOBBY, "one", key);
            ann.post("edit_message/", "room_id", "1", "message_id", "1", "message", "two");
            ann.say(Person.LOBBY, "one", key);
            ann.post("delete_message/", "room_id", "1", "message_id", "1");
            assertEquals(400, ann.post("send_message/", "room_id", "1").statusCode());
        }

        assertEquals(
                List.of("1 MESSAGE one", "2 EDIT two", "3 DELETE "),
                GOOD.stream()
                        .map(heard -> heard.id() + " " + heard.date() + " " + heard.content())
                        .toList());
    }

    @Test
    void of_two_nodes_each_tells_its_own_listeners_of_what_was_sent_to_it() throws Exception {
        String url = DatabaseServer.POSTGRESQL.newDatabase();
        List<EmbeddedServer> nodes = new ArrayList<>();
        try {
            for (String node : List.of("a", "b")) {
                nodes.add(EmbeddedServer.start(
                        data.resolve(node),
                        Map.of(
                                "chatrooms.jdbc.url",
                                url,
                                "chatrooms.messageListenerClasses",
                                Diary.class.getName(),
                                "chatrooms.diary.file",
                                diary(node).toString())));
            }
            Person ann = Person.guest(nodes.get(0).base(), "ann");
            ann.say("one");
            ann.at(nodes.get(1).base()).say("two");
            ann.say("three");
        } finally {
            for (EmbeddedServer node : nodes) {
                node.close();
            }
        }

        assertEquals(
                List.of("1 1 MESSAGE (guest) ann: one", "1 3 MESSAGE (guest) ann: three"),
                Files.readAllLines(diary("a")));
        assertEquals(List.of("1 2 MESSAGE (guest) ann: two"), Files.readAllLines(diary("b")));
    }

    private Path diary(String node) {
        return data.resolve(node + ".txt");
    }
}

package org.chatrooms.spi;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link MessageHandler} promises. Extend it for a handler of your own, and say how the chat would make one:
 *
 * <pre>{@code
 * class MyHandlerTest extends MessageHandlerContract {
 *     protected MessageHandler newHandler() {
 *         return new MyHandler();
 *     }
 *
 *     protected HandlerContext context(RoomSignals signals, Clock clock) {
 *         return new HandlerContext(signals, Set::of, null, Map.of("chatrooms.my.setting", "x"), clock);
 *     }
 *
 *     protected long newRoom() {
 *         return rooms.incrementAndGet();
 *     }
 * }
 * }</pre>
 *
 * <p>A handler that keeps its messages in the chat's database, such as one that extends ours, takes an {@code
 * org.chatrooms.handler.ChatDatabase}; one that has an archive extends {@link MessageArchiveContract}, which is this and more.
 *
 * <p>The handlers that a test makes are started before it and closed after it. Senders are guests.
 */
public abstract class MessageHandlerContract {
    static final ChatUser ANN = ChatUser.guest("ann-token", "ann");
    static final ChatUser BOB = ChatUser.guest("bob-token", "bob");
    private static final int MANY = 1_000;

    final TestClock clock = new TestClock();
    private final RecordingSignals signals = new RecordingSignals();
    private final List<MessageHandler> nodes = new ArrayList<>();
    MessageHandler handler;
    long room;

    /** A handler that was not started yet. The handlers of one test are nodes of one chat: they share their messages. */
    protected abstract MessageHandler newHandler();

    /**
     * What the chat hands to a handler, with these signals and this clock. Called once for each handler, for the first time
     * before anything else.
     */
    protected abstract HandlerContext context(RoomSignals signals, Clock clock);

    /** The number of a room that was made just now and has no messages. */
    protected abstract long newRoom();

    @BeforeEach
    void start_a_handler() {
        handler = node(signals);
        room = newRoom();
    }

    @AfterEach
    void close_the_handlers() {
        nodes.forEach(MessageHandler::close);
    }

    @Test
    void a_stored_message_is_what_was_sent() {
        ChatMessage stored = say("hello");

        assertAll(
                () -> assertTrue(stored.id() > 0),
                () -> assertEquals("(guest) ann", stored.username()),
                () -> assertEquals(clock.instant(), stored.date()),
                () -> assertEquals("hello", stored.content()));
    }

    @Test
    void what_is_read_back_equals_what_was_returned() {
        ChatMessage stored = say("hello");

        assertEquals(List.of(Read.from(stored)), Read.all(handler.retrieveMessages(room, -1, MANY)));
        assertEquals(List.of(Read.from(stored)), Read.all(handler.recentMessages(room, MANY)));
    }

    @ParameterizedTest
    @MethodSource
    void a_text_comes_back_unchanged(String text) {
        assertEquals(text, say(text).content());
        assertEquals(List.of(text), contents(handler.retrieveMessages(room, -1, MANY)));
    }

    static Stream<String> a_text_comes_back_unchanged() {
        return Stream.of(
                "x",
                " ",
                "one\ntwo\r\nthree\ttabbed",
                "it's \"quoted\" \\'); DROP TABLE chat_message; -- %s {0} ?",
                "<b>&amp;</b>",
                "grüße, 你好, שלום, \u202eright to left",
                "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDE80",
                "x".repeat(IncomingMessage.MAX_CONTENT),
                "\u4F60".repeat(IncomingMessage.MAX_CONTENT),
                "\uD83D\uDE00".repeat(IncomingMessage.MAX_CONTENT / 2));
    }

    @Test
    void a_date_comes_back_with_its_microseconds() {
        clock.set(Instant.parse("2026-10-25T00:30:00.123456789Z"));
        Instant cut = Instant.parse("2026-10-25T00:30:00.123456Z");

        assertEquals(cut, say("hello").date());
        assertEquals(cut, handler.retrieveMessages(room, -1, MANY).get(0).date());
    }

    @Test
    void ids_rise() {
        List<Long> ids = LongStream.range(0, 5).mapToObj(i -> say("hello").id()).toList();

        assertRising(ids);
    }

    @Test
    void every_reading_operation_on_every_node_finds_a_message_at_once() {
        MessageHandler other = node(new RecordingSignals());
        for (int i = 0; i < 5; i++) {
            MessageHandler sender = i % 2 == 0 ? handler : other;
            long id = sender.handleReceivedMessage(message(room, ANN, "hello", null))
                    .id();

            for (MessageHandler node : nodes) {
                assertEquals(id, node.getLatestMessageId(room));
                assertEquals(List.of(id), ids(node.recentMessages(room, 1)));
                assertEquals(List.of(id), ids(node.retrieveMessages(room, id - 1, MANY)));
            }
        }
    }

    @Test
    void retrieving_starts_after_the_id_and_gives_the_oldest_first() {
        List<Long> ids = LongStream.range(0, 5).mapToObj(i -> say("hello").id()).toList();

        assertEquals(ids, ids(allAfter(-1)));
        assertEquals(ids.subList(2, 5), ids(allAfter(ids.get(1))));
        assertEquals(ids.subList(4, 5), ids(allAfter(ids.get(3))));
    }

    @Test
    void retrieving_gives_at_most_the_limit_and_leaves_nothing_out() {
        List<Long> ids = LongStream.range(0, 5).mapToObj(i -> say("hello").id()).toList();

        for (int limit = 1; limit <= 6; limit++) {
            List<Long> found = ids(handler.retrieveMessages(room, -1, limit));
            assertFalse(found.isEmpty());
            assertTrue(found.size() <= limit, found + " for " + limit);
            assertTrue(
                    found.size() >= Math.min(2, limit), "who reads from a known message on sees whether there is more");
            assertEquals(ids.subList(0, found.size()), found);
        }
    }

    @Test
    void retrieving_is_empty_only_where_there_is_nothing_newer() {
        assertEquals(List.of(), ids(handler.retrieveMessages(room, -1, 1)));

        long first = say("hello").id();

        assertEquals(List.of(first), ids(handler.retrieveMessages(room, -1, 1)));
        assertEquals(List.of(first), ids(handler.retrieveMessages(room, 0, 1)));
        assertEquals(List.of(), ids(handler.retrieveMessages(room, first, 1)));
        assertEquals(List.of(), ids(handler.retrieveMessages(room, first + 100, 1)));
    }

    @Test
    void recent_messages_are_the_latest_ones_with_the_oldest_first() {
        assertEquals(List.of(), ids(handler.recentMessages(room, 3)));

        List<Long> ids = LongStream.range(0, 5).mapToObj(i -> say("hello").id()).toList();

        assertEquals(ids.subList(2, 5), ids(handler.recentMessages(room, 3)));
        assertEquals(ids, ids(handler.recentMessages(room, 50)));
    }

    @Test
    void the_latest_id_of_a_room_is_minus_one_until_somebody_says_something() {
        assertEquals(-1, handler.getLatestMessageId(room));

        say("hello");
        long last = say("hello again").id();

        assertEquals(last, handler.getLatestMessageId(room));
    }

    @Test
    void what_is_said_in_one_room_is_not_heard_in_another() {
        long otherRoom = newRoom();
        say("hello");

        assertEquals(List.of(), ids(handler.retrieveMessages(otherRoom, -1, MANY)));
        assertEquals(List.of(), ids(handler.recentMessages(otherRoom, MANY)));
        assertEquals(-1, handler.getLatestMessageId(otherRoom));
    }

    @Test
    void a_signal_says_that_the_room_changed() {
        long otherRoom = newRoom();
        say("hello");

        Await.until("the signal came", () -> signals.roomChanges(room) > 0);
        assertEquals(0, signals.roomChanges(otherRoom));
    }

    @Test
    void when_the_signal_comes_the_message_is_there() {
        List<List<String>> foundAtTheSignal = new CopyOnWriteArrayList<>();
        signals.whenRoomChanges(changed -> foundAtTheSignal.add(contents(handler.retrieveMessages(changed, -1, MANY))));

        say("hello");

        Await.until("the signal came", () -> signals.roomChanges(room) > 0);
        assertEquals(Set.of(List.of("hello")), new HashSet<>(foundAtTheSignal));
    }

    @Test
    void without_a_key_the_same_words_are_said_twice() {
        assertNotEquals(say("hello").id(), say("hello").id());
    }

    @Test
    void a_second_try_with_the_same_key_is_the_first_one_again() {
        UUID key = UUID.randomUUID();
        ChatMessage first = say("hello", key);
        clock.pass(Duration.ofMinutes(1));
        say("something else");

        assertEquals(Read.from(first), Read.from(say("hello", key)));
        assertEquals(
                Read.from(first),
                Read.from(node(new RecordingSignals()).handleReceivedMessage(message(room, ANN, "hello", key))));
        assertEquals(List.of("hello", "something else"), contents(allAfter(-1)));
    }

    @Test
    void a_key_that_was_used_for_another_text_is_a_conflict_and_nothing_is_stored() {
        UUID key = UUID.randomUUID();
        say("hello", key);

        assertThrows(ClientKeyConflict.class, () -> say("good bye", key));
        assertEquals(List.of("hello"), contents(allAfter(-1)));
    }

    @Test
    void the_same_key_of_another_sender_or_in_another_room_is_another_message() {
        UUID key = UUID.randomUUID();
        long otherRoom = newRoom();
        long first = say("hello", key).id();

        assertNotEquals(
                first,
                handler.handleReceivedMessage(message(room, BOB, "hello", key)).id());
        handler.handleReceivedMessage(message(otherRoom, ANN, "hello", key));
        assertEquals(List.of("hello", "hello"), contents(allAfter(-1)));
        assertEquals(List.of("hello"), contents(handler.retrieveMessages(otherRoom, -1, MANY)));
    }

    @Test
    void of_many_tries_at_once_one_is_stored_and_all_get_the_same_answer() throws Exception {
        node(new RecordingSignals());
        UUID key = UUID.randomUUID();

        List<Read> answers = InBackground.together(
                8, i -> Read.from(nodes.get(i % 2).handleReceivedMessage(message(room, ANN, "hello", key))));

        assertEquals(Set.copyOf(Read.all(allAfter(-1))), Set.copyOf(answers));
        assertEquals(1, allAfter(-1).size());
    }

    /** The heart of it: ids become visible in their order, whatever the senders and the nodes do. */
    @Test
    void whoever_keeps_asking_with_the_last_id_sees_every_message_once_and_in_order() throws Exception {
        int senders = 8;
        int each = 100;
        MessageHandler other = node(new RecordingSignals());

        InBackground<List<List<Long>>> sending = InBackground.start(() -> InBackground.together(
                senders,
                sender -> IntStream.range(0, each)
                        .mapToObj(i -> message(room, ANN, sender + "/" + i, null))
                        .map(message -> nodes.get(sender % 2)
                                .handleReceivedMessage(message)
                                .id())
                        .toList()));
        List<ChatMessage> seen = new ArrayList<>();
        boolean allSent;
        do {
            allSent = sending.isDone();
            long last = seen.isEmpty() ? -1 : seen.get(seen.size() - 1).id();
            seen.addAll(other.retrieveMessages(room, last, 50));
        } while (!allSent || seen.get(seen.size() - 1).id() != other.getLatestMessageId(room));

        List<List<Long>> answers = sending.result();
        assertRising(ids(seen));
        answers.forEach(MessageHandlerContract::assertRising);
        assertEquals(
                answers.stream().flatMap(List::stream).sorted().toList(),
                ids(seen),
                "a message became visible below one that was seen already");
        assertEquals(senders * each, new HashSet<>(contents(seen)).size());
    }

    @Test
    void after_close_no_thread_is_left() throws Exception {
        ThreadGroup threads = new ThreadGroup("the handler's");
        HandlerContext context = context(new RecordingSignals(), clock);

        InBackground.start(threads, () -> {
                    MessageHandler shortLived = newHandler();
                    shortLived.start(context);
                    shortLived.handleReceivedMessage(message(room, ANN, "hello", null));
                    shortLived.close();
                    return null;
                })
                .result();

        Await.until("no thread is left", () -> threads.activeCount() == 0);
    }

    /** What the handler under test announced. */
    final RecordingSignals here() {
        return signals;
    }

    MessageHandler node(RoomSignals itsSignals) {
        HandlerContext context = context(itsSignals, clock);
        MessageHandler node = newHandler();
        node.start(context);
        nodes.add(node);
        return node;
    }

    ChatMessage say(String content) {
        return say(content, null);
    }

    private ChatMessage say(String content, UUID clientKey) {
        return handler.handleReceivedMessage(message(room, ANN, content, clientKey));
    }

    private IncomingMessage message(long roomId, ChatUser sender, String content, UUID clientKey) {
        return new IncomingMessage(roomId, sender, content, clock.instant(), Optional.ofNullable(clientKey));
    }

    List<? extends ChatMessage> allAfter(long id) {
        List<ChatMessage> all = new ArrayList<>();
        long last = id;
        for (List<? extends ChatMessage> some = handler.retrieveMessages(room, last, MANY);
                !some.isEmpty();
                some = handler.retrieveMessages(room, last, MANY)) {
            all.addAll(some);
            last = some.get(some.size() - 1).id();
        }
        return all;
    }

    private static void assertRising(List<Long> ids) {
        assertEquals(ids.stream().distinct().sorted().toList(), ids);
    }

    static List<Long> ids(List<? extends ChatMessage> messages) {
        return messages.stream().map(ChatMessage::id).toList();
    }

    static List<String> contents(List<? extends ChatMessage> messages) {
        return messages.stream().map(ChatMessage::content).toList();
    }

    /** What one reads of a message, whatever its class is. */
    private record Read(long id, String username, Instant date, String content) {
        static Read from(ChatMessage message) {
            return new Read(message.id(), message.username(), message.date(), message.content());
        }

        static List<Read> all(List<? extends ChatMessage> messages) {
            return messages.stream().map(Read::from).toList();
        }
    }
}

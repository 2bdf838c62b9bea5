package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.chatrooms.TestDatabase;
import org.chatrooms.TestRooms;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.spi.Await;
import org.chatrooms.spi.InBackground;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MessageRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.123456789Z");
    private static final ChatUser ANN = ChatUser.guest("ann-token", "ann");
    private static final ChatUser BOB = ChatUser.guest("bob-token", "bob");
    private static final ChatUser NOBODY = ChatUser.account(999_999, "no such account");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    private MessageRepository messages;
    private long room;

    @BeforeEach
    void open_a_room() {
        dataSource = kind.open(folder);
        messages = node();
        room = TestRooms.create(dataSource, "A room", "a-room");
    }

    @Test
    void ids_count_from_one_in_each_room() {
        assertEquals(1, messages.append(message("one")).id());
        assertEquals(2, messages.append(message("two")).id());
        assertEquals(1, messages.append(message(lobby(), ANN, "one", null)).id());
    }

    @Test
    void a_message_is_read_back_as_it_was_stored() throws SQLException {
        execute("INSERT INTO chat_account (id, username, folded_username) VALUES (42, 'bob', 'bob')");
        ChatUser bob = ChatUser.account(42, "bob");

        Message stored = messages.append(message(room, bob, "hello \uD83D\uDE00", UUID.randomUUID()));

        Instant cut = Instant.parse("2026-02-03T04:05:06.123456Z");
        assertEquals(new Message(room, 1, Optional.of(42L), "bob", cut, "hello \uD83D\uDE00"), stored);
        assertEquals(List.of(stored), messages.after(room, 0, 10));
        assertEquals(List.of(stored), messages.latest(room, 10));
    }

    @Test
    void what_an_account_said_stays_when_the_account_goes() throws SQLException {
        execute("INSERT INTO chat_account (id, username, folded_username) VALUES (42, 'bob', 'bob')");
        messages.append(message(room, ChatUser.account(42, "bob"), "hello", null));
        execute("DELETE FROM chat_account");

        assertEquals(List.of(new Message(room, 1, Optional.empty(), "bob", NOW, "hello")), messages.latest(room, 10));
    }

    @Test
    void a_repeat_takes_no_id() {
        UUID key = UUID.randomUUID();
        messages.append(message("one", key));

        assertEquals(1, messages.append(message("one", key)).id());
        assertThrows(ClientKeyConflict.class, () -> messages.append(message("uno", key)));
        assertEquals(2, messages.append(message("two")).id());
    }

    @Test
    void a_failed_message_takes_no_id() {
        assertThrows(DatabaseException.class, () -> messages.append(message(room, NOBODY, "one", null)));

        assertEquals(-1, messages.latestId(room));
        assertEquals(1, messages.append(message("one")).id());
    }

    @Test
    void a_missing_room_is_told_to_all_who_wait_for_it_and_is_empty() throws Exception {
        long missing = room + 1_000;

        List<InBackground<Message>> senders =
                sendAsOneBatch(message(missing, ANN, "one", null), message(missing, ANN, "two", null));

        for (InBackground<Message> sender : senders) {
            assertThrows(NoSuchRoom.class, sender::result);
        }
        assertEquals(-1, messages.latestId(missing));
        assertEquals(List.of(), messages.after(missing, -1, 10));
    }

    @Test
    void twenty_senders_at_once_get_ids_without_holes() throws Exception {
        MessageRepository other = node();

        List<Long> answers = InBackground.together(
                20,
                i -> (i % 2 == 0 ? messages : other)
                        .append(message("message " + i))
                        .id());

        List<Long> oneToTwenty = LongStream.rangeClosed(1, 20).boxed().toList();
        assertEquals(oneToTwenty, answers.stream().sorted().toList());
        assertEquals(
                oneToTwenty,
                messages.after(room, -1, 100).stream().map(Message::id).toList());
        assertEquals(20, messages.latestId(room));
    }

    @Test
    void those_who_queue_up_share_a_transaction() throws Exception {
        AtomicInteger commits = new AtomicInteger();

        List<InBackground<Message>> senders = sendAsOneBatch(
                method -> commits.addAndGet(method.equals("commit") ? 1 : 0),
                message("one"),
                message("two"),
                message("three"));

        assertEquals(1, senders.get(0).result().id());
        assertEquals(2, senders.get(1).result().id());
        assertEquals(3, senders.get(2).result().id());
        assertEquals(1, commits.get());
    }

    @Test
    void doubles_in_one_transaction_are_one_message_and_leave_no_hole() throws Exception {
        UUID key = UUID.randomUUID();
        UUID otherKey = UUID.randomUUID();
        messages.append(message("zero", otherKey));

        AtomicInteger commits = new AtomicInteger();
        List<InBackground<Message>> senders = sendAsOneBatch(
                method -> commits.addAndGet(method.equals("commit") ? 1 : 0),
                message("one", key),
                message("one", key),
                message("uno", key),
                message("zero", otherKey),
                message(room, BOB, "one", key),
                message("last"));

        assertEquals(2, senders.get(0).result().id());
        assertEquals(2, senders.get(1).result().id());
        assertThrows(ClientKeyConflict.class, () -> senders.get(2).result());
        assertEquals(1, senders.get(3).result().id());
        assertEquals(3, senders.get(4).result().id());
        assertEquals(4, senders.get(5).result().id());
        assertEquals(1, commits.get(), "found out without a violation");
        assertEquals(List.of("zero", "one", "one", "last"), contents());
    }

    @Test
    void one_senders_bad_message_fails_alone() throws Exception {
        List<InBackground<Message>> senders = sendAsOneBatch(
                message("one"),
                message(room, NOBODY, "bad", null),
                message("two"),
                message(room, NOBODY, "worse", null),
                message("three"));

        assertThrows(DatabaseException.class, () -> senders.get(1).result());
        assertThrows(DatabaseException.class, () -> senders.get(3).result());
        assertEquals(1, senders.get(0).result().id());
        assertEquals(2, senders.get(2).result().id());
        assertEquals(3, senders.get(4).result().id());
        assertEquals(List.of("one", "two", "three"), contents());
    }

    @Test
    void a_commit_of_unknown_outcome_is_not_tried_again() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        UUID key = UUID.randomUUID();

        List<InBackground<Message>> senders = sendAsOneBatch(
                method -> {
                    if (method.equals("commit")) {
                        commits.incrementAndGet();
                        throw new SQLException("connection lost", "08006");
                    }
                },
                message("one"),
                message("two", key));

        for (InBackground<Message> sender : senders) {
            assertThrows(DatabaseException.CommitFailed.class, sender::result);
        }
        assertEquals(1, commits.get());
        assertEquals(1, messages.append(message("two", key)).id());
    }

    @Test
    void an_error_reaches_everybody_whose_message_it_kept_from_being_stored() throws Exception {
        AtomicInteger commits = new AtomicInteger();

        List<InBackground<Message>> senders = sendAsOneBatch(
                method -> {
                    if (method.equals("commit") && commits.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("a library that was taken away");
                    }
                },
                message("one"),
                message("two"),
                message("three"));

        for (InBackground<Message> sender : senders) {
            assertThrows(DatabaseException.class, sender::result);
        }
        assertEquals(List.of(), contents());
    }

    @Test
    void a_node_that_has_not_committed_yet_makes_the_others_wait_for_the_next_id() throws Exception {
        CountDownLatch aboutToCommit = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        MessageRepository slow = node(method -> {
            if (method.equals("commit")) {
                aboutToCommit.countDown();
                await(mayCommit);
            }
        });

        InBackground<Message> first = InBackground.start(() -> slow.append(message("first")));
        await(aboutToCommit);
        InBackground<Message> second = InBackground.start(() -> messages.append(message("second")));
        kind.awaitBlocked(dataSource);

        assertEquals(List.of(), messages.after(room, -1, 10));
        assertEquals(-1, messages.latestId(room));
        assertFalse(second.isDone());
        mayCommit.countDown();
        assertEquals(1, first.result().id());
        assertEquals(2, second.result().id());
        assertEquals(List.of("first", "second"), contents());
    }

    /** H2 shows a commit to others a moment before it is written; a killed process takes it back. */
    @Test
    void nobody_reads_what_is_not_on_disk_yet() throws Exception {
        CountDownLatch visible = new CountDownLatch(1);
        CountDownLatch onDisk = new CountDownLatch(1);
        MessageRepository slow = new MessageRepository(new Database(InterceptedDataSource.after(dataSource, method -> {
            if (method.equals("commit")) {
                visible.countDown();
                await(onDisk);
            }
        })));
        messages.append(message("zero"));

        InBackground<Message> sender = InBackground.start(() -> slow.append(message("one")));
        await(visible);

        assertEquals(List.of("zero", "one"), contents());
        assertEquals(1, slow.after(room, -1, 10).size());
        assertEquals(1, slow.latest(room, 10).size());
        assertEquals(1, slow.latest(room, 1).size(), "what is hidden does not count");
        assertEquals(1, slow.latestId(room));
        onDisk.countDown();
        assertEquals(2, sender.result().id());
        assertEquals(2, slow.after(room, -1, 10).size());
        assertEquals(2, slow.latest(room, 10).size());
        assertEquals(2, slow.latestId(room));
    }

    @Test
    void a_locked_room_stops_neither_its_readers_nor_other_rooms() throws Exception {
        messages.append(message("one"));
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT last_message_id FROM chat_room WHERE id = " + room + " FOR UPDATE");

            assertEquals(List.of("one"), contents());
            assertEquals(1, messages.latestId(room));
            assertEquals(1, messages.append(message(lobby(), ANN, "one", null)).id());
        }
    }

    private MessageRepository node() {
        return new MessageRepository(new Database(dataSource));
    }

    private MessageRepository node(InterceptedDataSource.Step step) {
        return new MessageRepository(new Database(InterceptedDataSource.before(dataSource, step)));
    }

    private List<InBackground<Message>> sendAsOneBatch(IncomingMessage... batch) throws Exception {
        return sendAsOneBatch(method -> {}, batch);
    }

    /**
     * Sends messages, in this order and in one transaction, through a new node: they queue up behind a message whose
     * transaction does not start before all of them wait. That message is a bad one, so it takes no id.
     */
    private List<InBackground<Message>> sendAsOneBatch(InterceptedDataSource.Step step, IncomingMessage... batch)
            throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch allWait = new CountDownLatch(1);
        MessageRepository node = node(method -> {
            if (method.equals("getConnection")) {
                started.countDown();
                await(allWait);
            }
            step.at(method);
        });
        IncomingMessage bad = message(batch[0].roomId(), NOBODY, "bad", null);
        InBackground<Message> first = InBackground.start(() -> node.append(bad));
        await(started);
        List<InBackground<Message>> senders = new ArrayList<>();
        for (IncomingMessage message : batch) {
            InBackground<Message> sender = InBackground.start(() -> node.append(message));
            sender.awaitWaiting();
            senders.add(sender);
        }
        allWait.countDown();
        assertThrows(RuntimeException.class, first::result);
        return senders;
    }

    private IncomingMessage message(String content) {
        return message(room, ANN, content, null);
    }

    private IncomingMessage message(String content, UUID clientKey) {
        return message(room, ANN, content, clientKey);
    }

    private static IncomingMessage message(long roomId, ChatUser sender, String content, UUID clientKey) {
        return new IncomingMessage(roomId, sender, content, NOW, Optional.ofNullable(clientKey));
    }

    private long lobby() {
        return TestRooms.in(dataSource).findBySlug("lobby").orElseThrow().id();
    }

    private List<String> contents() {
        return messages.after(room, -1, 100).stream().map(Message::content).toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }
}

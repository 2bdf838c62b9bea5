package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.chatrooms.TestDatabase;
import org.chatrooms.TestRooms;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;
import org.chatrooms.spi.Await;
import org.chatrooms.spi.InBackground;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on a server that many nodes, and a site, may use at the same time: how the chat gets in, and its transactions. */
abstract class DatabaseServerContract {
    private final String user;
    private final String password;
    private final String url;

    @AutoClose
    HikariDataSource dataSource;

    private MessageRepository messages;

    DatabaseServerContract(TestDatabase kind, String user, String password) {
        this.user = user;
        this.password = password;
        url = kind.url();
    }

    /** A query for what limits a connection's transactions, as one text. */
    abstract String limits();

    /** What it finds on a connection that somebody made serializable. */
    abstract String usualLimits();

    /** What it finds in a transaction of the chat. */
    abstract String limitsOfTheChat();

    /** How many wait for their turn to make or change tables. */
    abstract String countWaitingForTables();

    /** Makes a {@code stranger} whose password is {@code right}. */
    abstract void makeStranger(Statement statement) throws SQLException;

    /** Empties this test's database, and makes a {@code reader} without a password who may only read it. */
    abstract void makeReader(Statement statement, String database) throws SQLException;

    @BeforeEach
    void open() {
        dataSource = DataSources.server(url, user, password);
        messages = new MessageRepository(new Database(dataSource));
    }

    @Test
    void a_node_that_freezes_in_a_transaction_loses_the_room_and_the_next_sender_gets_through() throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaws = new CountDownLatch(1);
        DataSource freezing = InterceptedDataSource.before(dataSource, method -> {
            if (method.equals("commit")) {
                frozen.countDown();
                // Longer than the next sender tries: if this ended by itself, the room would be free.
                assertTrue(thaws.await(2 * Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
        });
        InBackground<Message> lost =
                InBackground.start(() -> new MessageRepository(new Database(freezing)).append(message("lost")));
        assertTrue(frozen.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));

        AtomicInteger refused = new AtomicInteger();
        Await.until("the room is free", () -> {
            try {
                return messages.append(message("through")).id() == 1;
            } catch (DatabaseException e) {
                return refused.incrementAndGet() < 0;
            }
        });
        thaws.countDown();

        assertTrue(refused.get() > 0, "the room was never held");
        assertThrows(DatabaseException.class, lost::result);
        assertEquals(List.of("through"), contents());
    }

    @Test
    void a_room_that_stays_locked_is_an_error_after_two_seconds_and_nothing_is_stored() throws Exception {
        isWaitedForTwoSeconds("SELECT last_message_id FROM chat_room WHERE id = 1 FOR UPDATE", "ROLLBACK");
    }

    void isWaitedForTwoSeconds(String lock, String unlock) throws Exception {
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(lock);

            long start = System.nanoTime();
            InBackground<Message> sender = InBackground.start(() -> messages.append(message("in vain")));
            DatabaseException error = assertThrows(DatabaseException.class, sender::result);

            assertTrue(error.getMessage().matches("(?is).*lock .*timeout.*"), error.getMessage());
            assertFalse(error.isAboutData());
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(1_900));
            statement.execute(unlock);
        }
        assertEquals(List.of(), contents());
        assertEquals(1, messages.append(message("at last")).id());
    }

    @Test
    void nodes_that_start_at_the_same_moment_make_the_tables_one_after_the_other() throws Exception {
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            Product.of(other).lockTables(other);
            InBackground<Boolean> node = InBackground.start(() -> {
                DataSources.migrate(dataSource);
                return true;
            });
            Await.until("it waits", () -> {
                try {
                    return !single(statement, countWaitingForTables()).equals("0");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });

            Product.of(other).unlockTables(other);

            assertTrue(node.result());
        }
    }

    @Test
    void on_the_pool_of_a_site_a_transaction_has_its_own_limits_and_leaves_the_connection_as_it_was() throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            Database database = new Database(theOnlyOne(connection));

            assertEquals(limitsOfTheChat(), database.inTransaction(this::limits));
            assertFalse(connection.getAutoCommit());
            assertEquals(usualLimits(), limits(connection));
            connection.rollback();

            assertThrows(
                    IllegalStateException.class,
                    () -> database.inTransaction(same -> {
                        rename(same, "rolled back");
                        throw new IllegalStateException();
                    }));
            assertFalse(connection.getAutoCommit());
            assertEquals(usualLimits(), limits(connection));
            connection.rollback();

            DataSource neverCommitting = InterceptedDataSource.before(theOnlyOne(connection), method -> {
                if (method.equals("commit")) {
                    throw new SQLException("the others of the cluster do not agree");
                }
            });
            assertThrows(
                    DatabaseException.CommitFailed.class,
                    () -> new Database(neverCommitting).inTransaction(same -> rename(same, "refused")));
            assertFalse(connection.getAutoCommit());
            assertEquals(usualLimits(), limits(connection));
            connection.rollback();

            database.run(same -> rename(same, "alone"));
            assertFalse(connection.getAutoCommit());
            assertEquals("alone", TestRooms.in(dataSource).find(1).orElseThrow().description());
        }
    }

    @Test
    void the_chats_own_transactions_see_what_others_commit_meanwhile_and_no_other_does() throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Database database = new Database(theOnlyOne(connection));

            assertTrue(database.inTransaction(this::seesWhatOthersCommit));
            database.inTransaction(same -> "nothing that would begin it");
            assertFalse(seesWhatOthersCommit(connection));
        }
    }

    private boolean seesWhatOthersCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String description = "SELECT description FROM chat_room WHERE id = 1";
            String before = single(statement, description);
            new Database(dataSource).run(other -> rename(other, before + "+"));
            return !before.equals(single(statement, description));
        }
    }

    @Test
    void who_may_not_come_in_is_told_so_without_the_password() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            makeStranger(statement);
        }

        String told = refusal(url(""), "stranger", "geheim");
        assertTrue(told.startsWith("the database cannot be opened: "), told);
        assertTrue(told.matches(".*(password authentication failed|Access denied).*stranger.*"), told);
        told = refusal(url("user=stranger&password=geheim"), null, null);
        assertTrue(told.contains("stranger"), told);
        try (HikariDataSource theirs = DataSources.server(url(""), "stranger", "right")) {
            assertEquals(database(), new Database(theirs).run(Connection::getCatalog));
        }
    }

    @Test
    void whoever_may_not_make_tables_is_told_so() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            makeReader(statement, database());
        }
        try (HikariDataSource theirs = DataSources.server(url(""), "reader", null)) {
            String told = assertThrows(DatabaseException.class, () -> DataSources.migrate(theirs))
                    .getMessage();

            assertTrue(told.startsWith("the tables cannot be made or brought up to date: "), told);
            assertTrue(told.matches("(?s).*(permission|command) denied.*"), told);
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        String told = refusal(elsewhere("//localhost:" + port + "/chat?password=geheim"), null, null);

        assertTrue(told.matches("the database cannot be opened: .* to localhost:" + port + ".* refused.*"), told);
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_long() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = elsewhere("//localhost:" + silent.getLocalPort() + "/chat");

            InBackground<String> refusal = InBackground.start(() -> refusal(address, null, null));

            assertTrue(refusal.result().startsWith("the database cannot be opened: "), refusal.result());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//localhost:x/chat?password=geheim",
                "//localhost:x,other/chat?password=geheim",
                "?password=geheim%"
            })
    void a_url_that_is_none_is_not_shown(String wrong) {
        String told = refusal(elsewhere(wrong), null, null);

        assertTrue(told.matches("this is not a URL as (PostgreSQL|MariaDB)'s driver knows them"), told);
    }

    private static String refusal(String url, String user, String password) {
        String message = assertThrows(DatabaseException.class, () -> DataSources.server(url, user, password))
                .getMessage();
        assertFalse(message.contains("geheim"), message);
        return message;
    }

    /** The URL of this test's database with nothing in it but these parameters. */
    String url(String parameters) {
        return url.replaceFirst("\\?.*", "?" + parameters);
    }

    private String database() {
        return url.replaceFirst(".*/([^?]*).*", "$1");
    }

    /** A URL of such a server, with another end. */
    private String elsewhere(String rest) {
        return url.replaceFirst("//.*", rest);
    }

    private String limits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return single(statement, limits());
        }
    }

    static String single(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int rename(Connection connection, String description) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE chat_room SET description = '" + description + "' WHERE id = 1");
        }
    }

    /** A pool of one connection that changes nothing when it is given back. */
    private static DataSource theOnlyOne(Connection connection) {
        Object lent = Proxy.newProxyInstance(
                DatabaseServerContract.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, values) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                DatabaseServerContract.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, v) -> lent);
    }

    private List<String> contents() {
        return messages.after(1, 0, 100).stream().map(Message::content).toList();
    }

    private static IncomingMessage message(String content) {
        return new IncomingMessage(1, ChatUser.guest("token", "ann"), content, Instant.EPOCH, Optional.empty());
    }
}

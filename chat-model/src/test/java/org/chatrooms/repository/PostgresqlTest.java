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
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What is PostgreSQL's own: how the chat gets in, and the limits of its transactions. */
class PostgresqlTest {
    private static final String LIMITS = "SELECT current_setting('transaction_isolation') || ' '"
            + " || current_setting('lock_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')";

    private final String url = TestDatabase.urlOfPostgresql();

    @AutoClose
    HikariDataSource dataSource;

    private MessageRepository messages;

    @BeforeEach
    void open() {
        dataSource = DataSources.postgresql(url, "postgres", "postgres");
        messages = new MessageRepository(new Database(dataSource));
    }

    @Test
    void a_node_that_freezes_in_a_transaction_loses_the_room_and_the_next_sender_gets_through() throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaws = new CountDownLatch(1);
        DataSource freezing = InterceptedDataSource.before(dataSource, method -> {
            if (method.equals("commit")) {
                frozen.countDown();
                assertTrue(thaws.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
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
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT last_message_id FROM chat_room WHERE id = 1 FOR UPDATE");

            long start = System.nanoTime();
            InBackground<Message> sender = InBackground.start(() -> messages.append(message("in vain")));
            DatabaseException error = assertThrows(DatabaseException.class, sender::result);

            assertTrue(error.getMessage().contains("lock timeout"), error.getMessage());
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(1_900));
            other.rollback();
        }
        assertEquals(List.of(), contents());
        assertEquals(1, messages.append(message("at last")).id());
    }

    @Test
    void on_the_pool_of_a_site_a_transaction_has_its_own_limits_and_leaves_the_connection_as_it_was() throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            Database database = new Database(theOnlyOne(connection));

            assertEquals("read committed 2s 5s", database.inTransaction(PostgresqlTest::limits));
            assertFalse(connection.getAutoCommit());
            assertEquals("serializable 0 0", limits(connection));
            connection.rollback();

            assertThrows(
                    IllegalStateException.class,
                    () -> database.inTransaction(same -> {
                        rename(same, "rolled back");
                        throw new IllegalStateException();
                    }));
            assertFalse(connection.getAutoCommit());
            assertEquals("serializable 0 0", limits(connection));
            connection.rollback();

            database.run(same -> rename(same, "alone"));
            assertFalse(connection.getAutoCommit());
            assertEquals("alone", TestRooms.in(dataSource).find(1).orElseThrow().description());
        }
    }

    @Test
    void who_may_not_come_in_is_told_so_without_the_password() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE stranger LOGIN PASSWORD 'right'");
            Path rules = Path.of(single(statement, "SHOW hba_file"));
            Files.writeString(rules, "host all stranger all scram-sha-256\n" + Files.readString(rules));
            statement.execute("SELECT pg_reload_conf()");
        }
        Await.until("the password is asked for", () -> {
            try (HikariDataSource tooEarly = DataSources.postgresql(url(""), "stranger", "geheim")) {
                return tooEarly.isClosed();
            } catch (DatabaseException e) {
                return true;
            }
        });

        String told = "the database cannot be opened: FATAL: password authentication failed for user \"stranger\"";
        assertEquals(told, refusal(url(""), "stranger", "geheim"));
        assertEquals(told, refusal(url("user=stranger&password=geheim"), null, null));
        try (HikariDataSource theirs = DataSources.postgresql(url(""), "stranger", "right")) {
            String name = url.replaceFirst(".*/([^?]*).*", "$1");
            assertEquals(name, new Database(theirs).run(connection -> connection.getCatalog()));
        }
    }

    @Test
    void whoever_may_not_make_tables_is_told_so() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            statement.execute("CREATE ROLE reader LOGIN");
        }
        try (HikariDataSource theirs = DataSources.postgresql(url(""), "reader", null)) {
            DatabaseException refusal = assertThrows(DatabaseException.class, () -> DataSources.migrate(theirs));

            assertTrue(
                    refusal.getMessage().startsWith("the tables cannot be made or brought up to date: "),
                    refusal.getMessage());
            assertTrue(refusal.getMessage().contains("permission denied"), refusal.getMessage());
        }
    }

    @Test
    void a_server_that_is_not_there_is_named() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        String told = refusal("jdbc:postgresql://localhost:" + port + "/chat?password=geheim", null, null);

        assertTrue(
                told.startsWith("the database cannot be opened: Connection to localhost:" + port + " refused"), told);
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_long() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/chat";

            InBackground<String> refusal = InBackground.start(() -> refusal(address, null, null));

            assertTrue(refusal.result().startsWith("the database cannot be opened: "), refusal.result());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://localhost:x/chat?password=geheim", "jdbc:postgresql://h/chat?password=geheim%"
            })
    void a_url_that_is_none_is_not_shown(String wrong) {
        assertEquals("this is not a URL as PostgreSQL's driver knows them", refusal(wrong, null, null));
    }

    private static String refusal(String url, String user, String password) {
        String message = assertThrows(DatabaseException.class, () -> DataSources.postgresql(url, user, password))
                .getMessage();
        assertFalse(message.contains("geheim"), message);
        return message;
    }

    /** The URL of this test's database with nothing in it but these parameters. */
    private String url(String parameters) {
        return url.replaceFirst("\\?.*", "?" + parameters);
    }

    private static String limits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return single(statement, LIMITS);
        }
    }

    private static String single(Statement statement, String sql) throws SQLException {
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
                PostgresqlTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, values) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                PostgresqlTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, v) -> lent);
    }

    private List<String> contents() {
        return messages.after(1, 0, 100).stream().map(Message::content).toList();
    }

    private static IncomingMessage message(String content) {
        return new IncomingMessage(1, ChatUser.guest("token", "ann"), content, Instant.EPOCH, Optional.empty());
    }
}

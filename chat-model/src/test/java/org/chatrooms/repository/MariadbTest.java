package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chatrooms.TestDatabase;
import org.chatrooms.TestRooms;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariadbTest extends DatabaseServerContract {
    MariadbTest() {
        super(TestDatabase.MARIADB, "root", null);
    }

    /** The isolation is what the next transaction will have. */
    @Override
    String limits() {
        return "SELECT CONCAT_WS(' ', @@tx_isolation, @@innodb_lock_wait_timeout, @@lock_wait_timeout,"
                + " @@idle_transaction_timeout)";
    }

    @Override
    String usualLimits() {
        return "SERIALIZABLE 50 86400 0";
    }

    @Override
    String limitsOfTheChat() {
        return "SERIALIZABLE 2 2 5";
    }

    @Override
    String countWaitingForTables() {
        return "SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User lock'";
    }

    @Override
    void makeStranger(Statement statement) throws SQLException {
        statement.execute("CREATE USER stranger IDENTIFIED BY 'right'");
        statement.execute("GRANT ALL ON *.* TO stranger");
    }

    @Override
    void makeReader(Statement statement, String database) throws SQLException {
        statement.execute("DROP DATABASE " + database);
        statement.execute("CREATE DATABASE " + database);
        statement.execute("CREATE USER reader");
        statement.execute("GRANT SELECT ON " + database + ".* TO reader");
    }

    @Test
    void a_table_that_stays_locked_is_an_error_after_two_seconds_and_nothing_is_stored() throws Exception {
        isWaitedForTwoSeconds("LOCK TABLES chat_room WRITE", "UNLOCK TABLES");
    }

    @Test
    void tables_that_were_made_only_in_part_are_told_each_time_with_what_is_to_be_done() throws SQLException {
        try (HikariDataSource halfway = TestDatabase.MARIADB.openEmpty(null);
                Connection connection = halfway.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE chat_message (of_the_site INT)");
            for (String told : List.of("Table 'chat_message' already exists", "Detected failed migration")) {
                String message = assertThrows(DatabaseException.class, () -> DataSources.migrate(halfway))
                        .getMessage();
                assertTrue(message.contains(told), message);
                assertTrue(message.endsWith("or drop the tables chat_… if they are new"), message);
            }

            statement.execute(
                    "DROP TABLE chat_message, chat_room_subscriber, chat_room, chat_account, chat_schema_history");
            DataSources.migrate(halfway);

            assertEquals(1, TestRooms.in(halfway).all().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4_bin", "utf8mb4_unicode_ci", "utf8mb4_nopad_bin"})
    void a_retry_is_found_whatever_a_connection_compares_by(String collation) {
        IncomingMessage message = new IncomingMessage(
                1, ChatUser.guest("token", "ann"), "once", Instant.EPOCH, Optional.of(UUID.randomUUID()));
        String url = url("user=root&sessionVariables=collation_connection=" + collation);
        try (HikariDataSource theirs = DataSources.server(url, null, null)) {
            MessageRepository messages = new MessageRepository(new Database(theirs));

            assertEquals(1, messages.append(message).id());
            assertEquals(1, messages.append(message).id());
        }
    }
}

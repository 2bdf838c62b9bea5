package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/** The databases that the chat knows, and what is said to each in its own words. */
enum Product {
    /** Its URL says it all. */
    H2("H2", "org.h2.Driver", null, null, null, null),

    /**
     * For this transaction alone, whoever's pool the connection is from. A node that freezes in the middle of it must not keep
     * the room: the database ends what is idle for 5 s.
     */
    POSTGRESQL(
            "PostgreSQL",
            "org.postgresql.Driver",
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '2s';"
                    + " SET LOCAL idle_in_transaction_session_timeout = '5s'",
            null,
            "SELECT pg_advisory_lock(hashtext('chat_schema_history'))",
            "SELECT pg_advisory_unlock(hashtext('chat_schema_history'))"),

    /**
     * The same, where only the isolation is for one transaction: the rest is the connection's, and is set back after it. The
     * transaction is started by its name, because the driver ends only what has begun, and its isolation would be the next one's.
     */
    MARIADB(
            "MariaDB",
            "org.mariadb.jdbc.Driver",
            "BEGIN NOT ATOMIC"
                    + " SET @chat_row_wait = @@innodb_lock_wait_timeout, @chat_table_wait = @@lock_wait_timeout,"
                    + " @chat_idle = @@idle_transaction_timeout,"
                    + " innodb_lock_wait_timeout = 2, lock_wait_timeout = 2, idle_transaction_timeout = 5;"
                    + " SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION; END",
            "SET innodb_lock_wait_timeout = @chat_row_wait, lock_wait_timeout = @chat_table_wait,"
                    + " idle_transaction_timeout = @chat_idle",
            "SELECT GET_LOCK(LEFT(CONCAT('chat_schema_history ', DATABASE()), 64), 25)",
            "SELECT RELEASE_LOCK(LEFT(CONCAT('chat_schema_history ', DATABASE()), 64))") {
        /** What is bound here is compared as the table compares; a CAST would want it as the connection does. */
        @Override
        String wanted(int pairs) {
            return "(WITH wanted (k, s) AS (VALUES " + repeated("(?, ?)", pairs)
                    + ") SELECT k, s FROM wanted) AS wanted";
        }
    };

    private final String name;
    private final String driver;
    private final String beginning;
    private final String end;
    private final String lock;
    private final String unlock;

    Product(String name, String driver, String beginning, String end, String lock, String unlock) {
        this.name = name;
        this.driver = driver;
        this.beginning = beginning;
        this.end = end;
        this.lock = lock;
        this.unlock = unlock;
    }

    /** @throws DatabaseException naming a database that the chat does not know */
    static Product of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        for (Product product : values()) {
            if (product.name.equals(name)) {
                return product;
            }
        }
        throw new DatabaseException(name + " is not supported", null);
    }

    @Override
    public String toString() {
        return name;
    }

    String driver() {
        return driver;
    }

    /** Where its migrations are. */
    String migrations() {
        return "classpath:org/chatrooms/repository/migration/" + (this == MARIADB ? "mariadb" : "standard");
    }

    /** A table {@code wanted (k, s)} of client keys and their senders, which are its parameters, pair by pair. */
    String wanted(int pairs) {
        return "(VALUES " + repeated("(CAST(? AS CHAR(36)), CAST(? AS VARCHAR(64)))", pairs) + ") AS wanted (k, s)";
    }

    private static String repeated(String row, int times) {
        return String.join(", ", Collections.nCopies(times, row));
    }

    /** Said at the beginning of a transaction, in one round trip at most. */
    void begin(Connection connection) throws SQLException {
        say(beginning, connection);
    }

    /** Said after it was committed or rolled back, in one round trip at most. */
    void end(Connection connection) throws SQLException {
        say(end, connection);
    }

    /** Waits until no other node changes the tables, with a connection that {@link #unlockTables} gets, too. */
    void lockTables(Connection connection) throws SQLException {
        say(lock, connection);
    }

    void unlockTables(Connection connection) throws SQLException {
        say(unlock, connection);
    }

    private static void say(String what, Connection connection) throws SQLException {
        if (what != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(what);
            }
        }
    }
}

package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases that the chat knows, and what is said to each at the beginning of a transaction. */
enum Product {
    /** Its URL says it all. */
    H2("H2", null),

    /**
     * For this transaction alone, whoever's pool the connection is from. A node that freezes in the middle of it must not keep
     * the room: the database ends what is idle for 5 s.
     */
    POSTGRESQL(
            "PostgreSQL",
            "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '2s';"
                    + " SET LOCAL idle_in_transaction_session_timeout = '5s'");

    private final String name;
    private final String beginning;

    Product(String name, String beginning) {
        this.name = name;
        this.beginning = beginning;
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

    /** One round trip at most. */
    void begin(Connection connection) throws SQLException {
        if (beginning != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(beginning);
            }
        }
    }
}

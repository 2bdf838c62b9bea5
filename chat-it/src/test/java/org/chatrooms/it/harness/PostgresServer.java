package org.chatrooms.it.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;

/** A PostgreSQL that all tests of this JVM share; started by whoever needs it first, stops with the JVM. */
public final class PostgresServer {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        registerDriver();
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2)) // a busy machine
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who starts a PostgreSQL asks the driver manager, where none is left after a server in this process was stopped. */
    static void registerDriver() {
        try {
            DriverManager.registerDriver(new Driver());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The URL of a new, empty database, with a user in it who may do everything. */
    public static String newDatabase() {
        String name = "chat" + DATABASES.incrementAndGet();
        try (Connection connection = connect(SERVER.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** Without the driver manager, where no driver is left after a server in this process was stopped. */
    public static Connection connect(String url) throws SQLException {
        return new Driver().connect(url, new Properties());
    }
}

package org.chatrooms;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatrooms.repository.DataSources;
import org.chatrooms.spi.Await;

/** The databases that everything has to work on. Whoever opens one closes its pool. */
public enum TestDatabase {
    /** A file in the test's folder, opened as the chat opens it. */
    H2("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL") {
        @Override
        public HikariDataSource openEmpty(Path folder) {
            return DataSources.h2(folder);
        }

        @Override
        public String url() {
            throw new UnsupportedOperationException("no server");
        }
    },

    /** A database of its own on a server that all tests of this JVM share. */
    POSTGRESQL(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") {
        @Override
        public HikariDataSource openEmpty(Path folder) {
            return pool(PostgresServer.createDatabase("template1"));
        }

        @Override
        public HikariDataSource open(Path folder) {
            return pool(url());
        }

        @Override
        public String url() {
            return PostgresServer.createDatabase(PostgresServer.MIGRATED);
        }
    },

    /** The same, where there is a MariaDB; else whoever asks for it is skipped. */
    MARIADB("SELECT variable_value FROM information_schema.global_status"
            + " WHERE variable_name = 'Innodb_row_lock_current_waits'") {
        @Override
        public HikariDataSource openEmpty(Path folder) {
            return pool(MariadbServer.shared().newDatabase());
        }

        @Override
        public String url() {
            String url = MariadbServer.shared().newDatabase();
            try (HikariDataSource dataSource = pool(url)) {
                DataSources.migrate(dataSource);
            }
            return url;
        }
    };

    private final String countBlocked;

    TestDatabase(String countBlocked) {
        this.countBlocked = countBlocked;
    }

    /** A new database without any table. */
    public abstract HikariDataSource openEmpty(Path folder);

    /** A new database with the chat's tables, and the Lobby in it. */
    public HikariDataSource open(Path folder) {
        HikariDataSource dataSource = openEmpty(folder);
        DataSources.migrate(dataSource);
        return dataSource;
    }

    /** The URL of a new database on the server, with the chat's tables, and a user in it who may do everything. */
    public abstract String url();

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** Returns when a transaction waits for another one's lock. */
    public void awaitBlocked(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Await.until("a transaction is blocked", () -> {
                try (ResultSet row = statement.executeQuery(countBlocked)) {
                    row.next();
                    return row.getInt(1) > 0;
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    /** Started by whoever needs it first; stops with the JVM. */
    private static final class PostgresServer {
        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger DATABASES = new AtomicInteger();

        /** The name of a database with the chat's tables; a copy of it is quicker than a migration. */
        static final String MIGRATED = migrated();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2)) // a busy machine
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String migrated() {
            String name = "chat_migrated";
            createDatabase(name, "template1");
            try (HikariDataSource dataSource = pool(SERVER.getJdbcUrl("postgres", name))) {
                DataSources.migrate(dataSource);
            }
            return name;
        }

        static String createDatabase(String template) {
            return createDatabase("chat" + DATABASES.incrementAndGet(), template);
        }

        private static String createDatabase(String name, String template) {
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return SERVER.getJdbcUrl("postgres", name);
        }
    }
}

package org.chatrooms.repository;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.chatrooms.TestDatabase;
import org.chatrooms.spi.Await;

class PostgresqlTest extends DatabaseServerContract {
    PostgresqlTest() {
        super(TestDatabase.POSTGRESQL, "postgres", "postgres");
    }

    @Override
    String limits() {
        return "SELECT current_setting('transaction_isolation') || ' ' || current_setting('lock_timeout')"
                + " || ' ' || current_setting('idle_in_transaction_session_timeout')";
    }

    @Override
    String usualLimits() {
        return "serializable 0 0";
    }

    @Override
    String limitsOfTheChat() {
        return "read committed 2s 5s";
    }

    @Override
    String countWaitingForTables() {
        return "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'advisory'";
    }

    @Override
    void makeStranger(Statement statement) throws SQLException {
        statement.execute("CREATE ROLE stranger LOGIN PASSWORD 'right'");
        Path rules = Path.of(single(statement, "SHOW hba_file"));
        try {
            Files.writeString(rules, "host all stranger all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        statement.execute("SELECT pg_reload_conf()");
        Await.until("the password is asked for", () -> {
            try (HikariDataSource tooEarly = DataSources.server(url(""), "stranger", "geheim")) {
                return tooEarly.isClosed();
            } catch (DatabaseException e) {
                return true;
            }
        });
    }

    @Override
    void makeReader(Statement statement, String database) throws SQLException {
        statement.execute("DROP SCHEMA public CASCADE");
        statement.execute("CREATE SCHEMA public");
        statement.execute("CREATE ROLE reader LOGIN");
    }
}

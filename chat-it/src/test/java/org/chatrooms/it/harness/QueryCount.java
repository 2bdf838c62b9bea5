package org.chatrooms.it.harness;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.chatrooms.repository.DataSources;

/** How often the embedded database of a running chat is asked something, as it says itself. Threading: the test's own. */
public final class QueryCount implements AutoCloseable {
    private final HikariDataSource database;
    private final Connection connection;

    /** Begins to count; the chat has to run in this process. */
    public QueryCount(Path data) throws SQLException {
        database = DataSources.h2(data);
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_STATISTICS TRUE");
        }
    }

    /** The questions to tables of ours since then. */
    public long soFar() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(SUM(EXECUTION_COUNT), 0)"
                        + " FROM INFORMATION_SCHEMA.QUERY_STATISTICS WHERE SQL_STATEMENT LIKE 'SELECT%FROM chat_%'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}

package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Search;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of a room with a million messages takes no longer than one of a new room. */
class PageOfARoomTest {
    /** H2 reads and sorts the rest of the room where it does not see that the index has the order that is wanted. */
    @Test
    void h2_takes_it_from_the_index_in_its_order(@TempDir Path folder) throws Exception {
        try (HikariDataSource dataSource = DataSources.h2(folder);
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            DataSources.migrate(dataSource);
            Database database = new Database(dataSource);
            MessageRepository messages = new MessageRepository(database);
            statement.execute("SET QUERY_STATISTICS TRUE");

            messages.after(1, 5, 10);
            messages.latest(1, 10);
            messages.messagesBefore(1, 5, 10);
            Search search = new Search(1, List.of("word"), Optional.empty(), Optional.empty(), Optional.empty(), 5);
            new MessageSearch(database, messages).find(search);

            List<String> queries = queries(statement);
            assertEquals(4, queries.size(), queries.toString());
            for (String query : queries) {
                String plan = plan(connection, query);
                assertTrue(plan.contains("/* index sorted */"), plan);
            }
        }
    }

    private static List<String> queries(Statement statement) throws Exception {
        try (ResultSet row = statement.executeQuery("SELECT sql_statement FROM information_schema.query_statistics"
                + " WHERE sql_statement LIKE 'SELECT%FROM chat_message%ORDER BY%'")) {
            List<String> queries = new ArrayList<>();
            while (row.next()) {
                queries.add(row.getString(1));
            }
            return queries;
        }
    }

    private static String plan(Connection connection, String query) throws Exception {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + query)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setLong(i, 1);
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}

package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.chatrooms.TestDatabase;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MigrationTest {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    private RoomRepository rooms;

    @BeforeEach
    void open_an_empty_database() {
        dataSource = kind.openEmpty(folder);
        Database database = new Database(dataSource);
        rooms = new RoomRepository(database, new Changes(database, Clock.systemUTC()));
    }

    @Test
    void to_migrate_once_more_changes_nothing() {
        DataSources.migrate(dataSource);
        rooms.create(Room.open("Tea", "tea", ""), Map.of());
        DataSources.migrate(dataSource);

        assertEquals(2, rooms.all().size());
    }

    @Test
    void the_tables_find_a_place_among_those_of_a_site() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE flyway_schema_history (of_the_site INT)");
            statement.execute("CREATE TABLE room (id INT)");
        }

        DataSources.migrate(dataSource);

        assertEquals(1, rooms.all().size());
    }
}

package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.chatrooms.TestDatabase;
import org.chatrooms.model.Account;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Message;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.model.RoomRules;
import org.flywaydb.core.Flyway;
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
    void what_the_tables_of_each_earlier_version_hold_is_there_and_goes_on() throws Exception {
        List<String> versions = Arrays.stream(
                        flyway(dataSource, "latest").info().all())
                .map(migration -> migration.getVersion().getVersion())
                .toList();
        assertTrue(versions.size() >= 5, versions::toString);
        for (String version : versions) {
            try (HikariDataSource old = kind.openEmpty(Files.createDirectory(folder.resolve("v" + version)))) {
                flyway(old, version).migrate();
                fill(old);

                DataSources.migrate(old);

                assertIsThere(old, version);
            }
        }
    }

    /** As the chat does it, but not to the end. */
    private static Flyway flyway(DataSource dataSource, String target) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(new Database(dataSource).run(Product::of).migrations())
                .table("chat_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .load();
    }

    /** What is in use since the first version. */
    private static void fill(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet folded =
                    connection.getMetaData().getColumns(connection.getCatalog(), null, "%", "folded_username");
            ResultSet inUpperCase =
                    connection.getMetaData().getColumns(connection.getCatalog(), null, "%", "FOLDED_USERNAME");
            boolean isFolded = folded.next() || inUpperCase.next();
            statement.execute("INSERT INTO chat_account (id, username" + (isFolded ? ", folded_username" : "")
                    + ") VALUES (7, 'Ann'" + (isFolded ? ", 'ann'" : "") + ")");
            statement.execute("INSERT INTO chat_room (id, name, slug, description, allow_anonymous_access, is_private,"
                    + " last_message_id) VALUES (7, 'Tea', 'tea', 'hot', FALSE, TRUE, 2)");
            statement.execute("INSERT INTO chat_room_subscriber (room_id, account_id) VALUES (7, 7)");
            statement.execute(
                    "INSERT INTO chat_message (room_id, id, user_id, username, sent_at, content, sender) VALUES"
                            + " (7, 1, 7, 'Ann', '2026-01-02 03:04:05.678901', 'hello', 'account:7'),"
                            + " (7, 2, NULL, '(guest) Bob', '2026-01-02 03:04:06', 'hi', 'guest:bob')");
        }
    }

    private static void assertIsThere(DataSource dataSource, String version) {
        Database database = new Database(dataSource);
        Changes changes = new Changes(database, Clock.systemUTC());
        Room tea = new RoomRepository(database, changes).findBySlug("tea").orElseThrow();
        assertEquals("hot", tea.description(), version);
        assertEquals(RoomRules.NONE, tea.rules());
        assertEquals(Optional.of(Role.SUBSCRIBER), new RoomRepository(database, changes).role(tea.id(), 7));
        Account ann = new AccountRepository(database, changes).findByName("ann").orElseThrow();
        assertFalse(ann.isDisabled() || ann.isAdministrator());
        MessageRepository messages = new MessageRepository(database);
        Instant date = Instant.parse("2026-01-02T03:04:05.678901Z");
        assertEquals(
                new Message(7, 1, Optional.of(7L), "Ann", date, "hello"),
                messages.latest(7, 9).get(0));
        assertEquals(2, messages.latest(7, 9).size());

        Message edit = messages.append(
                new IncomingMessage(7, ann.user(), "good morning", date, Optional.empty(), Kind.EDIT, Optional.of(1L)));
        assertEquals(3, edit.id());
        assertEquals("good morning", messages.latest(7, 9).get(0).content());
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

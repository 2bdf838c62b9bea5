package org.chatrooms;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.chatrooms.model.Room;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.RoomRepository;

/** Rooms for tests that are about something else. */
public final class TestRooms {
    private TestRooms() {}

    public static RoomRepository in(DataSource dataSource) {
        Database database = new Database(dataSource);
        return new RoomRepository(database, new Changes(database, Clock.systemUTC()));
    }

    /** Stores an open room; gives its number. */
    public static long create(DataSource dataSource, String name, String slug) {
        return in(dataSource).create(Room.open(name, slug, ""), Map.of()).id();
    }
}

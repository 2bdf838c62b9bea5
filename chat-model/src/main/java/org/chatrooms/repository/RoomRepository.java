package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chatrooms.model.Room;

/** The rooms and who subscribes to them. Threading: any number of threads. */
public final class RoomRepository {
    private static final String SELECT = "SELECT id, name, slug, description, allow_anonymous_access, is_private,"
            + " password_hash FROM chat_room ";
    private static final String FOR_GUESTS = "WHERE allow_anonymous_access = TRUE AND is_private = FALSE";

    private final Database database;

    public RoomRepository(Database database) {
        this.database = database;
    }

    /**
     * Stores a new room.
     *
     * @return the room under its number
     * @throws DatabaseException also when the name or the slug is taken
     */
    public Room create(Room room) {
        return database.run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO chat_room (name, slug, description, allow_anonymous_access, is_private, password_hash)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, room.name());
                insert.setString(2, room.slug());
                insert.setString(3, room.description());
                insert.setBoolean(4, room.allowAnonymousAccess());
                insert.setBoolean(5, room.isPrivate());
                insert.setString(6, room.passwordHash().orElse(null));
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    return room.withId(keys.getLong("id"));
                }
            }
        });
    }

    public Optional<Room> find(long id) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(SELECT + "WHERE id = ?")) {
                query.setLong(1, id);
                return rooms(query).stream().findFirst();
            }
        });
    }

    public Optional<Room> findBySlug(String slug) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(SELECT + "WHERE slug = ?")) {
                query.setString(1, slug);
                return rooms(query).stream().findFirst();
            }
        });
    }

    /** The rooms that guests may enter, by name. */
    public List<Room> forGuests(int offset, int limit) {
        return database.run(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(SELECT + FOR_GUESTS + " ORDER BY name, id LIMIT ? OFFSET ?")) {
                query.setInt(1, limit);
                query.setInt(2, offset);
                return rooms(query);
            }
        });
    }

    /** How many rooms guests may enter. */
    public int countForGuests() {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM chat_room " + FOR_GUESTS);
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** The accounts that subscribe to a room. */
    public Set<Long> subscribers(long roomId) {
        return database.run(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT account_id FROM chat_room_subscriber WHERE room_id = ?")) {
                query.setLong(1, roomId);
                try (ResultSet row = query.executeQuery()) {
                    Set<Long> accounts = new TreeSet<>();
                    while (row.next()) {
                        accounts.add(row.getLong(1));
                    }
                    return accounts;
                }
            }
        });
    }

    /** Makes these accounts the room's subscribers, and no others: all of it or nothing. */
    public void setSubscribers(long roomId, Set<Long> accounts) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM chat_room_subscriber WHERE room_id = ?")) {
                delete.setLong(1, roomId);
                delete.executeUpdate();
            }
            return subscribe(connection, roomId, accounts);
        });
    }

    private static int[] subscribe(Connection connection, long roomId, Set<Long> accounts) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO chat_room_subscriber (room_id, account_id) VALUES (?, ?)")) {
            for (long account : accounts) {
                insert.setLong(1, roomId);
                insert.setLong(2, account);
                insert.addBatch();
            }
            return insert.executeBatch();
        }
    }

    private static List<Room> rooms(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<Room> rooms = new ArrayList<>();
            while (row.next()) {
                rooms.add(new Room(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("slug"),
                        row.getString("description"),
                        row.getBoolean("allow_anonymous_access"),
                        row.getBoolean("is_private"),
                        Optional.ofNullable(row.getString("password_hash"))));
            }
            return rooms;
        }
    }
}

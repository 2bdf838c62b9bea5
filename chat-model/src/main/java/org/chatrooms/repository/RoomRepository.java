package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;

/**
 * The rooms and who subscribes to them. What is asked for with every request, a room by its number and whether somebody
 * subscribes, comes from memory.
 *
 * <p>Threading: any number of threads.
 */
public final class RoomRepository {
    private static final String SELECT = "SELECT id, name, slug, description, allow_anonymous_access, is_private,"
            + " password_hash FROM chat_room ";

    private final Database database;
    private final Changes changes;
    private final Memory<Long, Room> byId =
            new Memory<>(id -> select("WHERE id = ?", id).stream().findFirst());
    private final Memory<Long, Map<Long, Role>> roles = new Memory<>(roomId -> Optional.of(readRoles(roomId)));

    public RoomRepository(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
        changes.listen(Changes.Kind.ROOM, id -> {
            byId.forget(Long.valueOf(id));
            roles.forget(Long.valueOf(id));
        });
        changes.listen(
                Changes.Kind.ROLE,
                roomAndAccount -> roles.forget(Long.valueOf(roomAndAccount.split(" ", 2)[0])));
        changes.onRestoration(() -> {
            byId.forgetAll();
            roles.forgetAll();
        });
    }

    /**
     * Stores a new room with its subscribers.
     *
     * @param accounts what they are in it
     * @return the room under its number
     * @throws InvalidInput the name or the slug is another room's
     */
    public Room create(Room room, Map<Long, Role> accounts) {
        return unlessTaken(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO chat_room (name, slug, description, allow_anonymous_access, is_private, password_hash)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    new String[] {"id"})) {
                set(insert, room);
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    Room created = room.withId(keys.getLong(1));
                    subscribe(connection, created.id(), accounts);
                    changes.note(connection, Changes.Kind.ROOM, created.id());
                    return created;
                }
            }
        });
    }

    /**
     * Changes a room and its subscribers, all of it or nothing.
     *
     * @param accounts what they are in it from now on; all others are nothing
     * @throws InvalidInput the name or the slug is another room's
     * @throws NoSuchRoom it is not there any more
     */
    public void update(Room room, Map<Long, Role> accounts) {
        unlessTaken(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE chat_room SET name = ?, slug = ?,"
                                    + " description = ?, allow_anonymous_access = ?, is_private = ?, password_hash = ? WHERE id = ?");
                    PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM chat_room_subscriber WHERE room_id = ?")) {
                set(update, room);
                update.setLong(7, room.id());
                if (update.executeUpdate() == 0) {
                    throw new NoSuchRoom(room.id());
                }
                delete.setLong(1, room.id());
                delete.executeUpdate();
                subscribe(connection, room.id(), accounts);
                changes.note(connection, Changes.Kind.ROOM, room.id());
                return null;
            }
        });
    }

    /** Deletes a room with all that was said in it; nothing if it is not there any more. */
    public void delete(long id) {
        changes.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM chat_room WHERE id = ?")) {
                delete.setLong(1, id);
                delete.executeUpdate();
            }
            changes.note(connection, Changes.Kind.ROOM, id);
            return null;
        });
    }

    private <T> T unlessTaken(Database.Work<T> work) {
        try {
            return changes.inTransaction(work);
        } catch (DatabaseException e) {
            if (e.isAboutData()) { // the room is valid by construction: what is left are the two that are unique
                throw new InvalidInput("There is a room with that name or that slug already.");
            }
            throw e;
        }
    }

    private static void set(PreparedStatement statement, Room room) throws SQLException {
        statement.setString(1, room.name());
        statement.setString(2, room.slug());
        statement.setString(3, room.description());
        statement.setBoolean(4, room.allowAnonymousAccess());
        statement.setBoolean(5, room.isPrivate());
        statement.setString(6, room.passwordHash().orElse(null));
    }

    private static void subscribe(Connection connection, long roomId, Map<Long, Role> accounts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chat_room_subscriber (room_id, account_id, role) VALUES (?, ?, ?)")) {
            for (Map.Entry<Long, Role> account : accounts.entrySet()) {
                insert.setLong(1, roomId);
                insert.setLong(2, account.getKey());
                insert.setString(3, account.getValue().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Makes an account subscribe. Changes nothing where it does already, or where room or account are not there any more. */
    public void subscribe(long roomId, long accountId) {
        try {
            changes.inTransaction(connection -> {
                subscribe(connection, roomId, Map.of(accountId, Role.SUBSCRIBER));
                changes.note(connection, Changes.Kind.ROLE, roomId + " " + accountId);
                return null;
            });
        } catch (DatabaseException e) {
            if (!e.isAboutData()) {
                throw e;
            }
        }
    }

    /** Makes an account subscribe no more. An owner stays one. */
    public void unsubscribe(long roomId, long accountId) {
        changes.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM chat_room_subscriber WHERE room_id = ? AND account_id = ? AND role = ?")) {
                delete.setLong(1, roomId);
                delete.setLong(2, accountId);
                delete.setString(3, Role.SUBSCRIBER.name());
                delete.executeUpdate();
            }
            changes.note(connection, Changes.Kind.ROLE, roomId + " " + accountId);
            return null;
        });
    }

    /** As it was at most 2 s ago, or just now if it was changed on this node. */
    public Optional<Room> find(long id) {
        return byId.get(id);
    }

    public Optional<Room> findBySlug(String slug) {
        return Room.isSlug(slug)
                ? select("WHERE slug = ?", slug).stream().findFirst()
                : Optional.empty(); // PostgreSQL fails where it is asked for U+0000
    }

    /** All rooms, by name. */
    public List<Room> all() {
        return select("ORDER BY name, id");
    }

    /** What an account is in a room, as of at most 2 s ago; empty if it does not subscribe. */
    public Optional<Role> role(long roomId, long accountId) {
        return roles.get(roomId).map(accounts -> accounts.get(accountId));
    }

    /** The names of those who are that in a room, in their order. */
    public List<String> names(long roomId, Role role) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT username FROM chat_room_subscriber"
                            + " JOIN chat_account ON chat_account.id = account_id WHERE room_id = ? AND role = ? ORDER BY username")) {
                query.setLong(1, roomId);
                query.setString(2, role.name());
                try (ResultSet row = query.executeQuery()) {
                    List<String> names = new ArrayList<>();
                    while (row.next()) {
                        names.add(row.getString(1));
                    }
                    return names;
                }
            }
        });
    }

    private Map<Long, Role> readRoles(long roomId) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT account_id, role FROM chat_room_subscriber WHERE room_id = ?")) {
                query.setLong(1, roomId);
                try (ResultSet row = query.executeQuery()) {
                    Map<Long, Role> accounts = new HashMap<>();
                    while (row.next()) {
                        accounts.put(row.getLong(1), Role.valueOf(row.getString(2)));
                    }
                    return accounts;
                }
            }
        });
    }

    private List<Room> select(String rest, Object... values) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(SELECT + rest)) {
                for (int i = 0; i < values.length; i++) {
                    query.setObject(i + 1, values[i]);
                }
                return rooms(query);
            }
        });
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

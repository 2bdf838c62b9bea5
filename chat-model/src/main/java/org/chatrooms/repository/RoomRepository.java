package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.model.RoomRules;

/**
 * The rooms and who subscribes to them. What is asked for with every request, a room by its number and whether somebody
 * subscribes, comes from memory.
 *
 * <p>Threading: any number of threads.
 */
public final class RoomRepository {
    private static final String SELECT = "SELECT id, name, slug, description, allow_anonymous_access, is_private,"
            + " password_hash, slow_mode, members_only, max_people, is_archived, keep_days FROM chat_room WHERE is_doomed = ";
    private static final String THERE = SELECT + "FALSE ";
    private static final String DOOMED = SELECT + "TRUE ";

    private final Database database;
    private final Changes changes;
    private final RowCache<Long, Room> byId = new RowCache<>(id -> first("AND id = ?", id));
    private final RowCache<Long, Roles> roles = new RowCache<>(roomId -> Optional.of(readRoles(roomId)));

    /** @param keepers the names of those who keep order, in their order */
    private record Roles(Map<Long, Role> accounts, Map<String, Role> keepers) {}

    private record Subscriber(long account, String username, Role role) {}

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
        // An account that is gone keeps no order, nor does another of its name.
        changes.listen(Changes.Kind.ACCOUNT, id -> roles.forgetAll());
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
            Room created = room.withId(Database.insert(
                    connection,
                    "INSERT INTO chat_room (name, slug, description, allow_anonymous_access, is_private, password_hash,"
                            + " slow_mode, members_only, max_people, is_archived, keep_days)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    values(room).toArray()));
            subscribe(connection, created.id(), accounts);
            changes.note(connection, Changes.Kind.ROOM, created.id());
            return created;
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
            List<Object> values = values(room);
            values.add(room.id());
            int changed = Database.update(
                    connection,
                    "UPDATE chat_room SET name = ?, slug = ?, description = ?, allow_anonymous_access = ?, is_private = ?,"
                            + " password_hash = ?, slow_mode = ?, members_only = ?, max_people = ?, is_archived = ?,"
                            + " keep_days = ? WHERE id = ? AND is_doomed = FALSE",
                    values.toArray());
            if (changed == 0) {
                throw new NoSuchRoom(room.id());
            }
            Database.update(connection, "DELETE FROM chat_room_subscriber WHERE room_id = ?", room.id());
            subscribe(connection, room.id(), accounts);
            changes.note(connection, Changes.Kind.ROOM, room.id());
            return null;
        });
    }

    /** Deletes a room with all that was said in it; nothing if it is not there any more. */
    public void delete(long id) {
        changes.update(Changes.Kind.ROOM, id, "DELETE FROM chat_room WHERE id = ?", id);
    }

    /**
     * Has a room be nowhere, for anybody, while what was said in it is deleted piece by piece; or be there again, if that was
     * given up. Its name and its slug stay its own until then.
     */
    public void setDoomed(long id, boolean isDoomed) {
        changes.update(Changes.Kind.ROOM, id, "UPDATE chat_room SET is_doomed = ? WHERE id = ?", isDoomed, id);
    }

    /** Whether a room is to be deleted, and still has something in it; as it is now. */
    public boolean isDoomed(long id) {
        return !select(DOOMED + "AND id = ?", id).isEmpty();
    }

    /** All rooms that are to be deleted. */
    public List<Room> doomed() {
        return select(DOOMED + "ORDER BY id");
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

    /** What a room consists of but for its number, in the order of both statements. */
    private static List<Object> values(Room room) {
        RoomRules rules = room.rules();
        return new ArrayList<>(Arrays.asList(
                room.name(),
                room.slug(),
                room.description(),
                room.allowAnonymousAccess(),
                room.isPrivate(),
                room.passwordHash().orElse(null),
                rules.slowMode(),
                rules.membersOnly(),
                rules.maxPeople(),
                rules.isArchived(),
                rules.keepDays()));
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
        Database.ifItFits(() -> changes.inTransaction(connection -> {
            subscribe(connection, roomId, Map.of(accountId, Role.SUBSCRIBER));
            changes.note(connection, Changes.Kind.ROLE, roomId + " " + accountId);
            return null;
        }));
    }

    /** Makes a subscriber a moderator, or the other way round. Whoever is neither, or an owner, stays what they are. */
    public void setModerator(long roomId, long accountId, boolean isModerator) {
        changes.update(
                Changes.Kind.ROLE,
                roomId + " " + accountId,
                "UPDATE chat_room_subscriber SET role = ? WHERE room_id = ? AND account_id = ? AND role <> ?",
                (isModerator ? Role.MODERATOR : Role.SUBSCRIBER).name(),
                roomId,
                accountId,
                Role.OWNER.name());
    }

    /** Makes an account subscribe no more. An owner stays one. */
    public void unsubscribe(long roomId, long accountId) {
        changes.update(
                Changes.Kind.ROLE,
                roomId + " " + accountId,
                "DELETE FROM chat_room_subscriber WHERE room_id = ? AND account_id = ? AND role <> ?",
                roomId,
                accountId,
                Role.OWNER.name());
    }

    /** As it was at most 2 s ago, or just now if it was changed on this node. */
    public Optional<Room> find(long id) {
        return byId.get(id);
    }

    public Optional<Room> findBySlug(String slug) {
        return Room.isSlug(slug)
                ? first("AND slug = ?", slug)
                : Optional.empty(); // PostgreSQL fails where it is asked for U+0000
    }

    /** All rooms, by name. */
    public List<Room> all() {
        return select(THERE + "ORDER BY name, id");
    }

    /** What an account is in a room, as of at most 2 s ago; empty if it does not subscribe. */
    public Optional<Role> role(long roomId, long accountId) {
        return roles.get(roomId).map(known -> known.accounts().get(accountId));
    }

    /** Who keeps order in a room, by name, as of at most 2 s ago. */
    public Map<String, Role> keepers(long roomId) {
        return roles.get(roomId).map(Roles::keepers).orElse(Map.of());
    }

    /** The names of those who are that in a room, in their order. */
    public List<String> names(long roomId, Role role) {
        return database.list(
                "SELECT username FROM chat_room_subscriber"
                        + " JOIN chat_account ON chat_account.id = account_id WHERE room_id = ? AND role = ? ORDER BY username",
                row -> row.getString("username"),
                roomId,
                role.name());
    }

    private Roles readRoles(long roomId) {
        Roles found = new Roles(new HashMap<>(), new TreeMap<>());
        List<Subscriber> subscribers = database.list(
                "SELECT account_id, username, role FROM chat_room_subscriber"
                        + " JOIN chat_account ON chat_account.id = account_id WHERE room_id = ?",
                row -> new Subscriber(
                        row.getLong("account_id"), row.getString("username"), Role.valueOf(row.getString("role"))),
                roomId);
        for (Subscriber subscriber : subscribers) {
            found.accounts().put(subscriber.account(), subscriber.role());
            if (subscriber.role().moderates()) {
                found.keepers().put(subscriber.username(), subscriber.role());
            }
        }
        return found;
    }

    private Optional<Room> first(String condition, Object value) {
        return database.first(THERE + condition, RoomRepository::room, value);
    }

    private List<Room> select(String sql, Object... values) {
        return database.list(sql, RoomRepository::room, values);
    }

    private static Room room(ResultSet row) throws SQLException {
        return new Room(
                row.getLong("id"),
                row.getString("name"),
                row.getString("slug"),
                row.getString("description"),
                row.getBoolean("allow_anonymous_access"),
                row.getBoolean("is_private"),
                Optional.ofNullable(row.getString("password_hash")),
                new RoomRules(
                        row.getInt("slow_mode"),
                        row.getBoolean("members_only"),
                        row.getInt("max_people"),
                        row.getBoolean("is_archived"),
                        row.getInt("keep_days")));
    }
}

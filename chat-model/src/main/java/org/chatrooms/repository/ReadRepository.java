package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What accounts have read. Threading: any number of threads. */
public final class ReadRepository {
    /** Of how many entries of a room after the last that was read the messages are counted: who is away for long costs no more. */
    public static final int MOST = 100;

    private final Database database;

    public ReadRepository(Database database) {
        this.database = database;
    }

    /** An account has read a room up to a message, or further. Does nothing where account or room are not there any more. */
    public void readTo(long accountId, long roomId, long messageId) {
        // Otherwise another tab was quicker to begin.
        Database.ifItFits(() -> database.run(connection -> {
            if (!move(connection, accountId, roomId, messageId)) {
                begin(connection, accountId, roomId, messageId);
            }
            return null;
        }));
    }

    /** Whether it is known by then that it has read that far. */
    private static boolean move(Connection connection, long accountId, long roomId, long messageId)
            throws SQLException {
        String sql = "UPDATE chat_read SET last_read_id = CASE WHEN last_read_id < ? THEN ? ELSE last_read_id END"
                + " WHERE account_id = ? AND room_id = ?";
        return Database.update(connection, sql, messageId, messageId, accountId, roomId) > 0;
    }

    private static void begin(Connection connection, long accountId, long roomId, long messageId) throws SQLException {
        String sql = "INSERT INTO chat_read (account_id, room_id, last_read_id) VALUES (?, ?, ?)";
        Database.update(connection, sql, accountId, roomId, messageId);
    }

    /**
     * How many messages of others there are in rooms that the account has not read, without those taken back; {@link #MOST}
     * where there may be more. Rooms where there is nothing to read, or that it was never in, are not there.
     */
    public Map<Long, Integer> unread(long accountId, Collection<Long> roomIds) {
        if (roomIds.isEmpty()) {
            return Map.of();
        }
        List<Object> values = new ArrayList<>(List.of(accountId));
        values.addAll(roomIds);
        return database
                .list(
                        "SELECT r.room_id, COUNT(m.id) AS found, MAX(CASE WHEN room.last_message_id > r.last_read_id + "
                                + MOST + " THEN 1 ELSE 0 END) AS is_more FROM chat_read r"
                                + " JOIN chat_room room ON room.id = r.room_id LEFT JOIN chat_message m"
                                + " ON m.room_id = r.room_id AND m.id > r.last_read_id AND m.id <= r.last_read_id + "
                                + MOST
                                + " AND m.kind = 'MESSAGE' AND m.content <> ''"
                                + " AND (m.user_id IS NULL OR m.user_id <> r.account_id)"
                                + " WHERE r.account_id = ? AND r.room_id IN "
                                + Database.places(roomIds.size()) + " GROUP BY r.room_id",
                        row -> Map.entry(
                                row.getLong("room_id"), row.getInt("is_more") == 1 ? MOST : row.getInt("found")),
                        values.toArray())
                .stream()
                .filter(room -> room.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

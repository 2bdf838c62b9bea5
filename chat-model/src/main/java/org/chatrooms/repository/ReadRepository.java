package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

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
        try {
            database.run(connection -> {
                if (!move(connection, accountId, roomId, messageId)) {
                    begin(connection, accountId, roomId, messageId);
                }
                return null;
            });
        } catch (DatabaseException e) {
            if (!e.isAboutData()) { // that would be another tab, which was quicker to begin
                throw e;
            }
        }
    }

    /** Whether it is known by then that it has read that far. */
    private static boolean move(Connection connection, long accountId, long roomId, long messageId)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE chat_read SET last_read_id ="
                + " CASE WHEN last_read_id < ? THEN ? ELSE last_read_id END WHERE account_id = ? AND room_id = ?")) {
            update.setLong(1, messageId);
            update.setLong(2, messageId);
            update.setLong(3, accountId);
            update.setLong(4, roomId);
            return update.executeUpdate() > 0;
        }
    }

    private static void begin(Connection connection, long accountId, long roomId, long messageId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chat_read (account_id, room_id, last_read_id) VALUES (?, ?, ?)")) {
            insert.setLong(1, accountId);
            insert.setLong(2, roomId);
            insert.setLong(3, messageId);
            insert.executeUpdate();
        }
    }

    /**
     * How many messages of others there are in rooms that the account has not read, without those taken back; {@link #MOST}
     * where there may be more. Rooms where there is nothing to read, or that it was never in, are not there.
     */
    public Map<Long, Integer> unread(long accountId, Collection<Long> roomIds) {
        if (roomIds.isEmpty()) {
            return Map.of();
        }
        return database.run(connection -> {
            String rooms = String.join(", ", Collections.nCopies(roomIds.size(), "?"));
            try (PreparedStatement query = connection.prepareStatement("SELECT r.room_id, COUNT(m.id), MAX(CASE WHEN"
                    + " room.last_message_id > r.last_read_id + " + MOST + " THEN 1 ELSE 0 END) FROM chat_read r"
                    + " JOIN chat_room room ON room.id = r.room_id"
                    + " LEFT JOIN chat_message m ON m.room_id = r.room_id AND m.id > r.last_read_id AND m.id <= r.last_read_id + "
                    + MOST + " AND m.kind = 'MESSAGE' AND m.content <> ''"
                    + " AND (m.user_id IS NULL OR m.user_id <> r.account_id)"
                    + " WHERE r.account_id = ? AND r.room_id IN (" + rooms + ") GROUP BY r.room_id")) {
                query.setLong(1, accountId);
                int place = 2;
                for (Long roomId : roomIds) {
                    query.setLong(place++, roomId);
                }
                return counts(query);
            }
        });
    }

    private static Map<Long, Integer> counts(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            Map<Long, Integer> counts = new HashMap<>();
            while (row.next()) {
                int count = row.getInt(3) == 1 ? MOST : row.getInt(2);
                if (count > 0) {
                    counts.put(row.getLong(1), count);
                }
            }
            return counts;
        }
    }
}

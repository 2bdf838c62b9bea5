package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Lets go of what is too old, piece by piece: the oldest first, so that what is left of a room has no hole in it, and never the
 * latest entry, which tells whoever comes back that this is still the same room.
 *
 * <p>A piece has the room's row locked, as whoever stores something there: nobody changes a message that is about to go, and
 * nodes that do this at once do it one after the other.
 *
 * <p>Threading: any number of threads.
 */
public final class MessageRetention {
    private final Database database;

    public MessageRetention(Database database) {
        this.database = database;
    }

    /** See {@link org.chatrooms.spi.MessageArchive#forget}. */
    public int forget(long roomId, Instant before, int limit) {
        return database.inTransaction(connection -> {
            long latest = AppendBatch.lockRoom(connection, roomId).orElse(0L);
            List<Long> old = oldest(connection, roomId, before, limit);
            if (old.isEmpty()) {
                return 0;
            }
            long first = old.get(0);
            long last = old.get(old.size() - 1);
            int blanked = last == latest ? blank(connection, roomId, latest) : 0;
            long lastToGo = Math.min(last, latest - 1);
            for (long edit : laterEdits(connection, roomId, first, lastToGo)) {
                blankEdits(connection, roomId, edit, lastToGo);
            }
            return blanked + delete(connection, roomId, lastToGo);
        });
    }

    /** The ids of a room's first entries, up to the first that is not too old. */
    private static List<Long> oldest(Connection connection, long roomId, Instant before, int limit)
            throws SQLException {
        return Database.list(
                        connection,
                        "SELECT id, sent_at FROM chat_message WHERE room_id = ? ORDER BY room_id, id LIMIT ?",
                        row -> Map.entry(row.getLong("id"), Database.date(row, "sent_at")),
                        roomId,
                        limit)
                .stream()
                .takeWhile(entry -> entry.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The latest edit of each message in that range, where that edit is beyond it. */
    private static List<Long> laterEdits(Connection connection, long roomId, long first, long last)
            throws SQLException {
        return Database.list(
                connection,
                "SELECT edit_id FROM chat_message"
                        + " WHERE room_id = ? AND id >= ? AND id <= ? AND kind = 'MESSAGE' AND edit_id > ?",
                row -> row.getLong(1),
                roomId,
                first,
                last,
                last);
    }

    /** From the latest to the first that stays. */
    private static void blankEdits(Connection connection, long roomId, long latest, long last) throws SQLException {
        long edit = latest;
        while (edit > last) {
            blank(connection, roomId, edit);
            edit = AppendBatch.editBefore(connection, roomId, edit).orElse(0L);
        }
    }

    /** How many texts that were: 1, or 0 if it had none any more. */
    private static int blank(Connection connection, long roomId, long id) throws SQLException {
        return Database.update(
                connection,
                "UPDATE chat_message SET content = '' WHERE room_id = ? AND id = ? AND content <> ''",
                roomId,
                id);
    }

    private static int delete(Connection connection, long roomId, long last) throws SQLException {
        return Database.update(connection, "DELETE FROM chat_message WHERE room_id = ? AND id <= ?", roomId, last);
    }
}

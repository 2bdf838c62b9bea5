package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Message;
import org.chatrooms.model.NoSuchRoom;

/**
 * The rooms' messages, and the order that all clients and all nodes share.
 *
 * <p>An id is taken from the room's row inside the transaction that inserts the message, and that row stays locked until
 * COMMIT. So messages become visible in the order of their ids, on every node: whoever has read up to <i>n</i> has read
 * everything up to <i>n</i>. A sequence or an identity column would not do: its numbers become visible out of order.
 *
 * <p>Nobody reads what is not on disk yet: H2 shows a commit to others a moment before it is written, and a message that was
 * seen and then lost with the process would be seen again when its sender tries again. So while a batch is being committed,
 * reading in this process ends before it.
 *
 * <p>Threading: any number of threads. Senders of one room wait for each other in {@link GroupCommit}.
 */
public final class MessageRepository {
    private static final String COLUMNS = "room_id, id, user_id, username, sent_at, content";

    private final Database database;
    private final GroupCommit<Append> commits = new GroupCommit<>(this::commit);

    /** The first id of the batch that is being committed, by room. */
    private final Map<Long, Long> committing = new ConcurrentHashMap<>();

    private final LongAdder commitCount = new LongAdder();
    private final LongAdder committedMessages = new LongAdder();

    public MessageRepository(Database database) {
        this.database = database;
    }

    /**
     * Stores a message. When it returns the message is committed, or it was already there under the same client key.
     *
     * @return the message as it was stored the first time
     * @throws NoSuchRoom the room is not there
     * @throws ClientKeyConflict the sender used the key for another text
     * @throws DatabaseException it was not stored, or nobody knows: try again with the same key
     */
    public Message append(IncomingMessage message) {
        Append append = new Append(message);
        commits.submit(message.roomId(), append);
        return append.result();
    }

    /** At most {@code limit} messages with a larger id, oldest first. */
    public List<Message> after(long roomId, long id, int limit) {
        return onDisk(
                roomId,
                database.run(connection -> select(
                        connection,
                        "SELECT " + COLUMNS + " FROM chat_message WHERE room_id = ? AND id > ? ORDER BY id LIMIT ?",
                        roomId,
                        id,
                        limit)));
    }

    /** The latest messages, at most {@code count}, oldest first. */
    public List<Message> latest(long roomId, int count) {
        long latestOnDisk = latestId(roomId);
        List<Message> newestFirst = database.run(connection -> select(
                connection,
                "SELECT " + COLUMNS + " FROM chat_message WHERE room_id = ? AND id <= ? ORDER BY id DESC LIMIT ?",
                roomId,
                latestOnDisk,
                count));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The id of the room's latest message; -1 for an empty or missing room. */
    public long latestId(long roomId) {
        long latest = database.run(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT last_message_id FROM chat_room WHERE id = ?")) {
                query.setLong(1, roomId);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0;
                }
            }
        });
        long onDisk = Math.min(latest, committing.getOrDefault(roomId, Long.MAX_VALUE) - 1);
        return onDisk > 0 ? onDisk : -1;
    }

    /** The ids of the latest messages of rooms, in one query; 0 for an empty room, nothing for a missing one. */
    public Map<Long, Long> latestIds(Set<Long> roomIds) {
        if (roomIds.isEmpty()) {
            return Map.of();
        }
        List<Long> ids = List.copyOf(roomIds);
        int places = places(ids.size());
        String query = "SELECT id, last_message_id FROM chat_room WHERE id IN ("
                + String.join(", ", Collections.nCopies(places, "?")) + ")";
        return database.run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(query)) {
                for (int i = 0; i < places; i++) {
                    select.setLong(i + 1, ids.get(Math.min(i, ids.size() - 1)));
                }
                try (ResultSet row = select.executeQuery()) {
                    Map<Long, Long> latest = new HashMap<>();
                    while (row.next()) {
                        latest.put(row.getLong(1), row.getLong(2));
                    }
                    return latest;
                }
            }
        });
    }

    /** A power of two, the last value repeated: few statements, which the database knows already when they come again. */
    private static int places(int values) {
        return values == 1 ? 1 : 2 * Integer.highestOneBit(values - 1);
    }

    /** How many batches were committed. */
    public long commits() {
        return commitCount.sum();
    }

    /** How many messages were in those, also such as had been stored before. */
    public long committedMessages() {
        return committedMessages.sum();
    }

    /**
     * Those of the messages that were read which are on disk. Asked after the reading: a batch that became visible during it
     * is either still marked, or its COMMIT has returned.
     */
    private List<Message> onDisk(long roomId, List<Message> read) {
        long limit = committing.getOrDefault(roomId, Long.MAX_VALUE);
        return read.stream().takeWhile(message -> message.id() < limit).toList();
    }

    /**
     * Commits what queued up together. If the content of one of them spoils the transaction they are tried one by one, so
     * that it fails alone; if the database is away, or the outcome of COMMIT is unknown, trying again would not help or could
     * store messages twice.
     */
    private void commit(long roomId, List<Append> batch) {
        try {
            database.inTransaction(connection -> {
                appendAll(connection, roomId, batch);
                return null;
            });
            batch.forEach(append -> append.committed = true);
            commitCount.increment();
            committedMessages.add(batch.size());
        } catch (DatabaseException e) {
            if (batch.size() > 1 && e.isAboutData()) {
                batch.forEach(append -> commit(roomId, List.of(append)));
            } else {
                batch.forEach(append -> append.fail(e));
            }
        } catch (RuntimeException e) {
            batch.forEach(append -> append.fail(e));
        } catch (Error e) { // thrown on, it would reach one sender, and the others would wait for ever
            DatabaseException failure = new DatabaseException("Not stored: " + e, e);
            batch.forEach(append -> append.fail(failure));
        } finally {
            committing.remove(roomId);
        }
    }

    /** Nothing but SQL happens between the lock and the COMMIT. */
    private void appendAll(Connection connection, long roomId, List<Append> batch) throws SQLException {
        long lastId = lockRoom(connection, roomId);
        Map<Append.SenderKey, Message> known = knownKeys(connection, roomId, batch);
        List<Append> fresh = new ArrayList<>();
        for (Append append : batch) {
            Message first = append.key().map(known::get).orElse(null);
            if (first != null) {
                append.repeat(first);
                continue;
            }
            append.store(++lastId);
            append.key().ifPresent(key -> known.put(key, append.stored));
            fresh.add(append);
        }
        if (!fresh.isEmpty()) {
            committing.put(roomId, fresh.get(0).stored.id());
            insert(connection, fresh);
            advanceRoom(connection, roomId, lastId);
        }
    }

    private static long lockRoom(Connection connection, long roomId) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT last_message_id FROM chat_room WHERE id = ? FOR UPDATE")) {
            lock.setLong(1, roomId);
            try (ResultSet row = lock.executeQuery()) {
                if (!row.next()) {
                    throw new NoSuchRoom(roomId);
                }
                return row.getLong(1);
            }
        }
    }

    /** Looked up with the room locked, so that no other node can be storing the same key: a violation is never caught. */
    private static Map<Append.SenderKey, Message> knownKeys(Connection connection, long roomId, List<Append> batch)
            throws SQLException {
        Map<Append.SenderKey, Message> known = new HashMap<>();
        List<Append.SenderKey> keys =
                batch.stream().flatMap(append -> append.key().stream()).toList();
        if (keys.isEmpty()) {
            return known;
        }
        int places = places(keys.size());
        // H2 plans while the room is empty, and would read all of it later on, unless it begins with the keys (hence
        // LEFT), and each of them, with its sender, is all that the unique index holds.
        try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS
                + ", sender, client_key FROM " + Product.of(connection).wanted(places)
                + " LEFT JOIN chat_message ON room_id = ? AND client_key = k AND sender = s")) {
            for (int i = 0; i < places; i++) {
                Append.SenderKey key = keys.get(Math.min(i, keys.size() - 1));
                query.setString(2 * i + 1, key.clientKey().toString());
                query.setString(2 * i + 2, key.sender());
            }
            query.setLong(2 * places + 1, roomId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String clientKey = row.getString("client_key");
                    if (clientKey != null) { // null where nobody has used it
                        UUID key = UUID.fromString(clientKey);
                        known.put(new Append.SenderKey(row.getString("sender"), key), message(row));
                    }
                }
            }
        }
        return known;
    }

    private static void insert(Connection connection, List<Append> fresh) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO chat_message (" + COLUMNS + ", sender, client_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Append append : fresh) {
                Message message = append.stored;
                insert.setLong(1, message.roomId());
                insert.setLong(2, message.id());
                insert.setObject(3, message.userId().orElse(null), java.sql.Types.BIGINT);
                insert.setString(4, message.username());
                insert.setObject(5, LocalDateTime.ofInstant(message.date(), ZoneOffset.UTC));
                insert.setString(6, message.content());
                insert.setString(7, append.incoming.sender().key());
                insert.setString(
                        8, append.incoming.clientKey().map(UUID::toString).orElse(null));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void advanceRoom(Connection connection, long roomId, long lastId) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE chat_room SET last_message_id = ? WHERE id = ?")) {
            update.setLong(1, lastId);
            update.setLong(2, roomId);
            update.executeUpdate();
        }
    }

    private static List<Message> select(Connection connection, String sql, long... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setLong(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                List<Message> messages = new ArrayList<>();
                while (row.next()) {
                    messages.add(message(row));
                }
                return messages;
            }
        }
    }

    private static Message message(ResultSet row) throws SQLException {
        Instant date = row.getObject("sent_at", LocalDateTime.class).toInstant(ZoneOffset.UTC);
        return new Message(
                row.getLong("room_id"),
                row.getLong("id"),
                Optional.ofNullable(row.getObject("user_id", Long.class)),
                row.getString("username"),
                date,
                row.getString("content"));
    }
}

package org.chatrooms.repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.chatrooms.model.Author;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Message;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.NotTheAuthor;

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
 * <p>What is read is ordered by room and id, although it is of one room: ordered by id alone, H2 does not see that its index has
 * that order, and reads all of a room to give a page of it.
 *
 * <p>Threading: any number of threads. Senders of one room wait for each other in {@link GroupCommit}.
 */
public final class MessageRepository {
    static final String COLUMNS =
            "room_id, id, user_id, username, sent_at, content, kind, target_id, edit_id, is_moderated";

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
     * @throws NoSuchMessage what it changes or answers is not there
     * @throws NotTheAuthor what it changes is somebody else's
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
                database.list(
                        "SELECT " + COLUMNS
                                + " FROM chat_message WHERE room_id = ? AND id > ? ORDER BY room_id, id LIMIT ?",
                        MessageRepository::message,
                        roomId,
                        id,
                        limit));
    }

    /** The latest messages, at most {@code count}, oldest first. */
    public List<Message> latest(long roomId, int count) {
        long latestOnDisk = latestId(roomId);
        List<Message> newestFirst = database.list(
                "SELECT " + COLUMNS
                        + " FROM chat_message WHERE room_id = ? AND id <= ? ORDER BY room_id DESC, id DESC LIMIT ?",
                MessageRepository::message,
                roomId,
                latestOnDisk,
                count);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The id of the room's latest message; -1 for an empty or missing room. */
    public long latestId(long roomId) {
        long latest = latestIds(Set.of(roomId)).getOrDefault(roomId, 0L);
        long onDisk = Math.min(latest, committing.getOrDefault(roomId, Long.MAX_VALUE) - 1);
        return onDisk > 0 ? onDisk : -1;
    }

    /** The ids of the latest messages of rooms, in one query; 0 for an empty room, nothing for a missing one. */
    public Map<Long, Long> latestIds(Set<Long> roomIds) {
        if (roomIds.isEmpty()) {
            return Map.of();
        }
        List<Long> ids = Database.padded(roomIds);
        String query = "SELECT id, last_message_id FROM chat_room WHERE id IN " + Database.places(ids.size());
        return database
                .list(query, row -> Map.entry(row.getLong("id"), row.getLong("last_message_id")), ids.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Messages with a smaller id as they read now, those that were taken back too; at most {@code limit}, oldest first. */
    public List<Message> messagesBefore(long roomId, long id, int limit) {
        long end = Math.min(id, latestId(roomId) + 1);
        List<Message> newestFirst = database.list(
                "SELECT " + COLUMNS + " FROM chat_message WHERE room_id = ? AND id < ? AND kind = 'MESSAGE'"
                        + " ORDER BY room_id DESC, id DESC LIMIT ?",
                MessageRepository::message,
                roomId,
                end,
                limit);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Who said a message; empty if it is not there. */
    public Optional<Author> author(long roomId, long id) {
        return database.first(
                "SELECT sender, username FROM chat_message WHERE room_id = ? AND id = ? AND kind = 'MESSAGE'",
                row -> new Author(row.getString("sender"), row.getString("username")),
                roomId,
                id);
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
                new AppendBatch(connection, roomId, batch).store(first -> committing.put(roomId, first));
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

    static Message message(ResultSet row) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        String content = row.getString("content");
        boolean hasText = !content.isEmpty();
        boolean hasEdit = row.getObject("edit_id") != null;
        boolean isMarked = row.getBoolean("is_moderated"); // of what has a text, or brought one back: it was not edited
        return new Message(
                row.getLong("room_id"),
                row.getLong("id"),
                Optional.ofNullable(row.getObject("user_id", Long.class)),
                row.getString("username"),
                Database.date(row, "sent_at"),
                content,
                kind,
                Optional.ofNullable(row.getObject("target_id", Long.class)),
                hasText && !isMarked && (kind == Kind.MESSAGE ? hasEdit : kind == Kind.RESTORE),
                isMarked && !hasText && kind != Kind.RESTORE);
    }
}

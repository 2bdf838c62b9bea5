package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Message;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.NotTheAuthor;

/**
 * What queued up for a room, stored in one transaction. An edit becomes an entry of the log, and the text of the message that
 * it is of; a deletion becomes an entry, and takes the text from its message and from all edits of that; what brings it back
 * is an edit in this, though the message does not count as edited for it: that is marked, with {@code is_moderated}.
 *
 * <p>Threading: one thread, during its transaction.
 */
final class AppendBatch {
    /** A message that an entry is about, as it is after the entries before that. */
    private static final class Target {
        final String sender;
        final Kind kind;
        boolean isDeleted;
        boolean isEdited;
        Long editId;

        Target(ResultSet row) throws SQLException {
            sender = row.getString("sender");
            kind = Kind.valueOf(row.getString("kind"));
            isDeleted = row.getString("content").isEmpty();
            editId = row.getObject("edit_id", Long.class);
            isEdited = editId != null && !row.getBoolean("is_unedited");
        }
    }

    private final Connection connection;
    private final long roomId;
    private final List<Append> batch;
    private final List<Append> fresh = new ArrayList<>();
    private Map<Append.SenderKey, Message> known;
    private Map<Long, Target> targets;
    private long lastId;

    AppendBatch(Connection connection, long roomId, List<Append> batch) {
        this.connection = connection;
        this.roomId = roomId;
        this.batch = batch;
    }

    /**
     * Nothing but SQL happens between the lock and the COMMIT.
     *
     * @param beforeFirst gets the first new id before anything is written
     */
    void store(LongConsumer beforeFirst) throws SQLException {
        lastId = lockRoom(connection, roomId).orElseThrow(() -> new NoSuchRoom(roomId));
        known = knownKeys();
        targets = targets();
        batch.forEach(this::number);
        if (!fresh.isEmpty()) {
            beforeFirst.accept(fresh.get(0).stored.id());
            insert();
            for (Append append : fresh) {
                change(append);
            }
            advanceRoom();
        }
    }

    private void number(Append append) {
        Message first = append.key().map(known::get).orElse(null);
        if (first != null) {
            append.repeat(first);
            return;
        }
        if (append.incoming.targetId().isPresent() && !isAllowed(append)) {
            return;
        }
        boolean restoresEdited = append.incoming.kind() == Kind.RESTORE && target(append).isEdited;
        append.store(++lastId, restoresEdited, append.incoming.kind() == Kind.DELETE && !isOwn(append));
        append.key().ifPresent(key -> known.put(key, append.stored));
        fresh.add(append);
    }

    private boolean isAllowed(Append append) {
        long targetId = append.incoming.targetId().get();
        Target target = targets.get(targetId);
        Kind kind = append.incoming.kind();
        boolean isChange = kind != Kind.MESSAGE;
        if (target == null || target.kind != Kind.MESSAGE || (isChange && target.isDeleted != (kind == Kind.RESTORE))) {
            append.fail(new NoSuchMessage(roomId, targetId));
            return false;
        }
        boolean mayChange = switch (kind) {
            case MESSAGE -> true;
            case EDIT -> isOwn(append);
            case DELETE -> isOwn(append) || append.incoming.moderates();
            case RESTORE -> append.incoming.moderates();
        };
        if (!mayChange) {
            append.fail(new NotTheAuthor());
            return false;
        }
        if (isChange) {
            target.isDeleted = kind == Kind.DELETE;
            target.isEdited |= kind == Kind.EDIT;
        }
        return true;
    }

    private boolean isOwn(Append append) {
        return target(append).sender.equals(append.incoming.sender().key());
    }

    private Target target(Append append) {
        return targets.get(append.incoming.targetId().orElseThrow());
    }

    /** The id of a room's last entry, from now on this transaction's alone; empty if there is no such room. */
    static Optional<Long> lockRoom(Connection connection, long roomId) throws SQLException {
        return Database.first(
                connection,
                "SELECT last_message_id FROM chat_room WHERE id = ? FOR UPDATE",
                row -> row.getLong(1),
                roomId);
    }

    /** Looked up with the room locked, so that no other node can be storing the same key: a violation is never caught. */
    private Map<Append.SenderKey, Message> knownKeys() throws SQLException {
        Map<Append.SenderKey, Message> found = new HashMap<>();
        List<Append.SenderKey> keys =
                batch.stream().flatMap(append -> append.key().stream()).toList();
        if (keys.isEmpty()) {
            return found;
        }
        List<Object> values = new ArrayList<>();
        for (Append.SenderKey key : Database.padded(keys)) {
            values.add(key.clientKey().toString());
            values.add(key.sender());
        }
        // H2 plans while the room is empty, and would read all of it later on, unless it begins with the keys (hence
        // LEFT), and each of them, with its sender, is all that the unique index holds.
        String wanted = Product.of(connection).wanted(values.size() / 2);
        values.add(roomId);
        Database.list(
                connection,
                "SELECT " + MessageRepository.COLUMNS + ", sender, client_key FROM " + wanted
                        + " LEFT JOIN chat_message ON room_id = ? AND client_key = k AND sender = s",
                row -> {
                    String clientKey = row.getString("client_key");
                    return clientKey == null // where nobody has used it
                            ? null
                            : found.put(
                                    new Append.SenderKey(row.getString("sender"), UUID.fromString(clientKey)),
                                    MessageRepository.message(row));
                },
                values.toArray());
        return found;
    }

    private Map<Long, Target> targets() throws SQLException {
        List<Long> ids = batch.stream()
                .flatMap(append -> append.incoming.targetId().stream())
                .distinct()
                .toList();
        Map<Long, Target> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<Long> values = Database.padded(ids);
        String places = Database.places(values.size());
        values.add(0, roomId);
        Database.list(
                connection,
                "SELECT m.id, m.sender, m.kind, m.content, m.edit_id, e.is_moderated AS is_unedited FROM chat_message m"
                        + " LEFT JOIN chat_message e ON e.room_id = m.room_id AND e.id = m.edit_id"
                        + " WHERE m.room_id = ? AND m.id IN " + places,
                row -> found.put(row.getLong("id"), new Target(row)),
                values.toArray());
        return found;
    }

    private void insert() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO chat_message ("
                + MessageRepository.COLUMNS + ", sender, client_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Append append : fresh) {
                Message message = append.stored;
                insert.setLong(1, message.roomId());
                insert.setLong(2, message.id());
                insert.setObject(3, message.userId().orElse(null), Types.BIGINT);
                insert.setString(4, message.username());
                insert.setObject(5, Database.utc(message.date()));
                insert.setString(6, message.content());
                insert.setString(7, message.kind().name());
                insert.setObject(8, message.targetId().orElse(null), Types.BIGINT);
                insert.setObject(9, isText(message) ? chain(message) : null, Types.BIGINT);
                insert.setBoolean(10, message.isModerated() || isUnedited(message));
                insert.setString(11, append.incoming.sender().key());
                insert.setString(
                        12, append.incoming.clientKey().map(UUID::toString).orElse(null));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static boolean isText(Message change) {
        return change.kind() == Kind.EDIT || change.kind() == Kind.RESTORE;
    }

    private static boolean isUnedited(Message change) {
        return change.kind() == Kind.RESTORE && !change.isEdited();
    }

    /** The edit before this one, which is the latest from now on. */
    private Long chain(Message edit) {
        Target target = targets.get(edit.targetId().orElseThrow());
        Long before = target.editId;
        target.editId = edit.id();
        return before;
    }

    private void change(Append append) throws SQLException {
        Message entry = append.stored;
        if (isText(entry)) {
            edit(entry);
        } else if (entry.kind() == Kind.DELETE) {
            blank(entry.targetId().orElseThrow(), entry.isModerated());
        }
    }

    private void edit(Message edit) throws SQLException {
        Database.update(
                connection,
                "UPDATE chat_message SET content = ?, edit_id = ?, is_moderated = ? WHERE room_id = ? AND id = ?",
                edit.content(),
                edit.id(),
                isUnedited(edit),
                roomId,
                edit.targetId().orElseThrow());
    }

    /** A message and, from the latest to the first, its edits. */
    private void blank(long messageId, boolean isModerated) throws SQLException {
        Database.update(
                connection,
                "UPDATE chat_message SET is_moderated = ? WHERE room_id = ? AND id = ?",
                isModerated,
                roomId,
                messageId);
        Optional<Long> next = Optional.of(messageId);
        while (next.isPresent()) {
            Database.update(
                    connection,
                    "UPDATE chat_message SET content = '' WHERE room_id = ? AND id = ?",
                    roomId,
                    next.get());
            next = editBefore(connection, roomId, next.get());
        }
    }

    /** The latest edit of a message, or the one before an edit; empty for none. */
    static Optional<Long> editBefore(Connection connection, long roomId, long id) throws SQLException {
        return Database.first(
                        connection,
                        "SELECT edit_id FROM chat_message WHERE room_id = ? AND id = ?",
                        row -> Optional.ofNullable(row.getObject("edit_id", Long.class)),
                        roomId,
                        id)
                .flatMap(edit -> edit);
    }

    private void advanceRoom() throws SQLException {
        Database.update(connection, "UPDATE chat_room SET last_message_id = ? WHERE id = ?", lastId, roomId);
    }
}

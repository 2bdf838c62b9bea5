package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
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
 * it is of; a deletion becomes an entry, and takes the text from its message and from all edits of that.
 *
 * <p>Threading: one thread, during its transaction.
 */
final class AppendBatch {
    /** A message that an entry is about, as it is after the entries before that. */
    private static final class Target {
        final String sender;
        final Kind kind;
        boolean isDeleted;
        Long editId;

        Target(ResultSet row) throws SQLException {
            sender = row.getString("sender");
            kind = Kind.valueOf(row.getString("kind"));
            isDeleted = row.getString("content").isEmpty();
            editId = row.getObject("edit_id", Long.class);
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
        lastId = lockRoom();
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
        append.store(++lastId);
        append.key().ifPresent(key -> known.put(key, append.stored));
        fresh.add(append);
    }

    private boolean isAllowed(Append append) {
        long targetId = append.incoming.targetId().get();
        Target target = targets.get(targetId);
        boolean isChange = append.incoming.kind() != Kind.MESSAGE;
        if (target == null || target.kind != Kind.MESSAGE || (isChange && target.isDeleted)) {
            append.fail(new NoSuchMessage(roomId, targetId));
            return false;
        }
        if (isChange && !target.sender.equals(append.incoming.sender().key())) {
            append.fail(new NotTheAuthor());
            return false;
        }
        target.isDeleted |= append.incoming.kind() == Kind.DELETE;
        return true;
    }

    private long lockRoom() throws SQLException {
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
    private Map<Append.SenderKey, Message> knownKeys() throws SQLException {
        Map<Append.SenderKey, Message> found = new HashMap<>();
        List<Append.SenderKey> keys =
                batch.stream().flatMap(append -> append.key().stream()).toList();
        if (keys.isEmpty()) {
            return found;
        }
        int places = MessageRepository.places(keys.size());
        // H2 plans while the room is empty, and would read all of it later on, unless it begins with the keys (hence
        // LEFT), and each of them, with its sender, is all that the unique index holds.
        try (PreparedStatement query = connection.prepareStatement("SELECT " + MessageRepository.COLUMNS
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
                        found.put(new Append.SenderKey(row.getString("sender"), key), MessageRepository.message(row));
                    }
                }
            }
        }
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
        int places = MessageRepository.places(ids.size());
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id, sender, kind, content, edit_id FROM chat_message WHERE room_id = ? AND id IN ("
                        + String.join(", ", Collections.nCopies(places, "?")) + ")")) {
            query.setLong(1, roomId);
            for (int i = 0; i < places; i++) {
                query.setLong(i + 2, ids.get(Math.min(i, ids.size() - 1)));
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getLong("id"), new Target(row));
                }
            }
        }
        return found;
    }

    private void insert() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO chat_message ("
                + MessageRepository.COLUMNS + ", sender, client_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Append append : fresh) {
                Message message = append.stored;
                insert.setLong(1, message.roomId());
                insert.setLong(2, message.id());
                insert.setObject(3, message.userId().orElse(null), Types.BIGINT);
                insert.setString(4, message.username());
                insert.setObject(5, LocalDateTime.ofInstant(message.date(), ZoneOffset.UTC));
                insert.setString(6, message.content());
                insert.setString(7, message.kind().name());
                insert.setObject(8, message.targetId().orElse(null), Types.BIGINT);
                insert.setObject(9, message.kind() == Kind.EDIT ? chain(message) : null, Types.BIGINT);
                insert.setString(10, append.incoming.sender().key());
                insert.setString(
                        11, append.incoming.clientKey().map(UUID::toString).orElse(null));
                insert.addBatch();
            }
            insert.executeBatch();
        }
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
        if (entry.kind() == Kind.EDIT) {
            edit(entry);
        } else if (entry.kind() == Kind.DELETE) {
            blank(entry.targetId().orElseThrow());
        }
    }

    private void edit(Message edit) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE chat_message SET content = ?, edit_id = ? WHERE room_id = ? AND id = ?")) {
            update.setString(1, edit.content());
            update.setLong(2, edit.id());
            update.setLong(3, roomId);
            update.setLong(4, edit.targetId().orElseThrow());
            update.executeUpdate();
        }
    }

    /** A message and, from the latest to the first, its edits. */
    private void blank(long messageId) throws SQLException {
        Optional<Long> next = Optional.of(messageId);
        while (next.isPresent()) {
            long id = next.get();
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE chat_message SET content = '' WHERE room_id = ? AND id = ?")) {
                update.setLong(1, roomId);
                update.setLong(2, id);
                update.executeUpdate();
            }
            next = editBefore(id);
        }
    }

    private Optional<Long> editBefore(long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT edit_id FROM chat_message WHERE room_id = ? AND id = ?")) {
            query.setLong(1, roomId);
            query.setLong(2, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getObject("edit_id", Long.class)) : Optional.empty();
            }
        }
    }

    private void advanceRoom() throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE chat_room SET last_message_id = ? WHERE id = ?")) {
            update.setLong(1, lastId);
            update.setLong(2, roomId);
            update.executeUpdate();
        }
    }
}

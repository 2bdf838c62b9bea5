package org.chatrooms.repository;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chatrooms.model.Found;
import org.chatrooms.model.Message;
import org.chatrooms.model.Search;

/**
 * Finds messages by their text, their sender and their time. Reads them one after the other, so many in one search that nobody
 * waits long for one: a text index would be another on each database, and cost every message something.
 *
 * <p>Threading: any number of threads.
 */
public final class MessageSearch {
    private static final int MOST_FOUND = 50;
    private static final int MOST_READ = 50_000;

    private final Database database;
    private final MessageRepository messages;

    public MessageSearch(Database database, MessageRepository messages) {
        this.database = database;
        this.messages = messages;
    }

    public Found find(Search search) {
        long end = Math.min(search.before(), messages.latestId(search.roomId()) + 1);
        long begin = Math.max(1, end - MOST_READ);
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>(List.of(search.roomId(), begin, end));
        for (String word : search.words()) {
            conditions.add("LOWER(content) LIKE ? ESCAPE '!'");
            values.add(pattern(word));
        }
        search.username().ifPresent(name -> {
            conditions.add("LOWER(username) LIKE ? ESCAPE '!'");
            values.add(pattern(name));
        });
        search.from().ifPresent(from -> {
            conditions.add("sent_at >= ?");
            values.add(utc(from));
        });
        search.until().ifPresent(until -> {
            conditions.add("sent_at < ?");
            values.add(utc(until));
        });
        values.add(MOST_FOUND);
        List<Message> found = select(
                "SELECT " + MessageRepository.COLUMNS
                        + " FROM chat_message WHERE room_id = ? AND id >= ? AND id < ? AND kind = 'MESSAGE' AND content <> ''"
                        + " AND " + String.join(" AND ", conditions) + " ORDER BY id DESC LIMIT ?",
                values);
        long readTo = found.size() == MOST_FOUND ? found.get(MOST_FOUND - 1).id() : begin;
        return new Found(found, readTo > 1 ? Optional.of(readTo) : Optional.empty());
    }

    private static String pattern(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private List<Message> select(String sql, List<Object> values) {
        return database.run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    query.setObject(i + 1, values.get(i));
                }
                try (ResultSet row = query.executeQuery()) {
                    List<Message> messages = new ArrayList<>();
                    while (row.next()) {
                        messages.add(MessageRepository.message(row));
                    }
                    return messages;
                }
            }
        });
    }
}

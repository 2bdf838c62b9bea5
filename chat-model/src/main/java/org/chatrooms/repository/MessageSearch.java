package org.chatrooms.repository;

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
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
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
            values.add(from);
        });
        search.until().ifPresent(until -> {
            conditions.add("sent_at < ?");
            values.add(until);
        });
        return find(search.roomId(), search.before(), conditions, values);
    }

    /** What somebody said, whatever their name was then: see {@link org.chatrooms.model.ChatUser#key}. */
    public Found saidBy(String person, long roomId, long before) {
        return find(roomId, before, List.of("sender = ?"), List.of(person));
    }

    private Found find(long roomId, long before, List<String> conditions, List<Object> about) {
        long end = Math.min(before, messages.latestId(roomId) + 1);
        long begin = Math.max(1, end - MOST_READ);
        List<Object> values = new ArrayList<>(List.of(roomId, begin, end));
        values.addAll(about);
        values.add(MOST_FOUND);
        List<Message> found = database.list(
                "SELECT " + MessageRepository.COLUMNS
                        + " FROM chat_message WHERE room_id = ? AND id >= ? AND id < ? AND kind = 'MESSAGE' AND content <> ''"
                        + " AND " + String.join(" AND ", conditions) + " ORDER BY room_id DESC, id DESC LIMIT ?",
                MessageRepository::message,
                values.toArray());
        long readTo = found.size() == MOST_FOUND ? found.get(MOST_FOUND - 1).id() : begin;
        return new Found(found, readTo > 1 ? Optional.of(readTo) : Optional.empty());
    }

    private static String pattern(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }
}

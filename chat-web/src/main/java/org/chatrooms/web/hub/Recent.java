package org.chatrooms.web.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;

/**
 * The last messages of a room without a gap, as one moment has them: enough for two batches. Who stands among them is looked
 * up once for all who stand at the same place.
 *
 * <p>Threading: the messages are fixed; the looks are remembered for any number of threads.
 */
final class Recent {
    private static final int MAX_ENTRIES = 2 * Batch.MAX_ENTRIES;
    private static final int MAX_CHARACTERS = 2 * Batch.MAX_BYTES;

    /** More than who is up to date, and who is a few messages behind. */
    private static final int FEW_LOOKS = 8;

    private final List<Shared<ChatMessage>> entries;
    private final boolean isWhole;
    private volatile Map<Long, Look> looks = new ConcurrentHashMap<>();

    /** What was read of older messages: kept apart, so that nobody who stands here waits for that. */
    private volatile Map<Long, Look> olderLooks = new ConcurrentHashMap<>();

    /** @param isWhole whether the room never had a message before these */
    Recent(List<Shared<ChatMessage>> entries, boolean isWhole) {
        this.entries = entries;
        this.isWhole = isWhole;
    }

    /** A room that was not looked at yet. */
    static Recent unknown() {
        return new Recent(List.of(), false);
    }

    /** These and newer ones, without the oldest if they are too many by then, and without the text of what was taken back. */
    Recent with(List<Shared<ChatMessage>> newer) {
        List<Shared<ChatMessage>> all = new ArrayList<>(entries.size() + newer.size());
        all.addAll(entries);
        all.addAll(newer);
        newer.forEach(entry -> {
            if (entry.content().kind() == Kind.DELETE) {
                Deleted.blank(entry.content(), all);
            }
        });
        int first = all.size();
        int characters = 0;
        while (first > 0 && all.size() - first < MAX_ENTRIES) {
            characters += all.get(first - 1).content().content().length();
            if (characters > MAX_CHARACTERS) {
                break;
            }
            first--;
        }
        return new Recent(List.copyOf(all.subList(first, all.size())), isWhole && first == 0);
    }

    /** The newest message; null if there is none. */
    ChatMessage last() {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1).content();
    }

    /** @param read reads what is older than these */
    Look look(long cursorId, LongFunction<Look> read) {
        if (isWhole || (!entries.isEmpty() && entries.get(0).content().id() <= cursorId)) {
            return looks.computeIfAbsent(cursorId, this::look);
        }
        return olderLooks.computeIfAbsent(cursorId, read::apply);
    }

    private Look look(long cursorId) {
        int next = firstAfter(cursorId);
        ChatMessage at = next > 0 ? entries.get(next - 1).content() : null;
        Instant date = at != null && at.id() == cursorId ? at.date() : null;
        return new Look(date, Batch.startOf(entries.subList(next, entries.size())));
    }

    private int firstAfter(long id) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).content().id() > id) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Lets go of looks, and the bytes in them, that a crowd left behind: a room that is silent now would keep them. Does not
     * clear the maps, which would wait for whoever is reading into one.
     */
    void tick() {
        if (looks.size() > FEW_LOOKS) {
            looks = new ConcurrentHashMap<>();
        }
        if (!olderLooks.isEmpty()) {
            olderLooks = new ConcurrentHashMap<>();
        }
    }
}

package org.chatrooms.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chatrooms.it.harness.Person.Seen;

/** Says what a reader's list is worth, in Jepsen's words. */
public final class Judge {
    private Judge() {}

    /**
     * The reader saw every acknowledged message exactly once, nothing that was never sent, and ids 1, 2, 3 … without a hole.
     *
     * @param acknowledged texts whose POST was answered 2xx
     * @param attempted all texts that were ever sent; each was one message
     */
    public static void exactlyOnce(Collection<String> acknowledged, Collection<String> attempted, List<Seen> seen) {
        Set<String> texts = new HashSet<>();
        List<String> duplicated = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        Set<String> allowed = new HashSet<>(attempted);
        long lastId = 0;
        for (Seen message : seen) {
            if (message.id() != lastId + 1) {
                fail("out of order or a hole: " + message.id() + " after " + lastId);
            }
            lastId = message.id();
            if (!texts.add(message.content())) {
                duplicated.add(message.content());
            }
            if (!allowed.contains(message.content())) {
                unexpected.add(message.content());
            }
        }
        List<String> lost =
                acknowledged.stream().filter(text -> !texts.contains(text)).toList();
        assertEquals(
                "lost [], duplicated [], unexpected []",
                "lost " + lost + ", duplicated " + duplicated + ", unexpected " + unexpected);
    }

    /** The reader saw this room, from its beginning on. */
    public static void sameRoom(List<Seen> room, List<Seen> seen) {
        for (int i = 0; i < seen.size(); i++) {
            Seen expected = i < room.size() ? room.get(i) : null;
            assertEquals(expected, seen.get(i), "message " + (i + 1) + " of " + seen.size());
        }
    }
}

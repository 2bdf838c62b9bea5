package org.chatrooms.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
     * What is wrong with a list; nothing is if all are empty.
     *
     * @param lost texts whose POST was answered 2xx and that are not in it
     * @param unexpected texts in it that nobody sent
     * @param duplicated texts in it that are in it more than once; each was one message
     * @param outOfOrder ids in it that are not the one before and one
     */
    public record Verdict(List<String> lost, List<String> unexpected, List<String> duplicated, List<Long> outOfOrder) {
        public boolean isGood() {
            return lost.isEmpty() && unexpected.isEmpty() && duplicated.isEmpty() && outOfOrder.isEmpty();
        }
    }

    /**
     * Compares what a reader saw with what was sent.
     *
     * @param acknowledged texts whose POST was answered 2xx
     * @param attempted all texts that were ever sent; each was one message
     */
    public static Verdict verdict(Collection<String> acknowledged, Collection<String> attempted, List<Seen> seen) {
        Set<String> texts = new HashSet<>();
        Set<String> allowed = new HashSet<>(attempted);
        List<String> duplicated = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        List<Long> outOfOrder = new ArrayList<>();
        long lastId = 0;
        for (Seen message : seen) {
            if (message.id() != lastId + 1) {
                outOfOrder.add(message.id());
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
        return new Verdict(lost, unexpected, duplicated, outOfOrder);
    }

    /** The reader saw every acknowledged message exactly once, nothing that was never sent, and ids 1, 2, 3 … without a hole. */
    public static void exactlyOnce(Collection<String> acknowledged, Collection<String> attempted, List<Seen> seen) {
        Verdict verdict = verdict(acknowledged, attempted, seen);
        assertTrue(verdict.isGood(), verdict::toString);
    }

    /** The reader saw this room, from its beginning on. */
    public static void sameRoom(List<Seen> room, List<Seen> seen) {
        for (int i = 0; i < seen.size(); i++) {
            Seen expected = i < room.size() ? room.get(i) : null;
            assertEquals(expected, seen.get(i), "message " + (i + 1) + " of " + seen.size());
        }
    }
}

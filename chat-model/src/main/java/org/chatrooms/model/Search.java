package org.chatrooms.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody looks for in a room: messages for which all that is given holds, from the latest on backwards.
 *
 * @param words each of them stands somewhere in the text, case aside; may be empty
 * @param username stands in the sender's name, case aside
 * @param from said then or later
 * @param until said before that
 * @param before messages with a smaller id
 */
public record Search(
        long roomId,
        List<String> words,
        Optional<String> username,
        Optional<Instant> from,
        Optional<Instant> until,
        long before) {
    private static final int MOST_WORDS = 10;
    private static final int LONGEST = 100;

    /** Nothing was said before, and no database knows what comes after. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** @throws InvalidInput if there is nothing to look for, or too much */
    public Search {
        words = List.copyOf(words);
        if (words.isEmpty() && username.isEmpty() && from.isEmpty() && until.isEmpty()) {
            throw new InvalidInput("Say what to look for: words, a name or a time");
        }
        if (words.size() > MOST_WORDS || words.stream().anyMatch(word -> word.length() > LONGEST)) {
            throw new InvalidInput("Look for at most " + MOST_WORDS + " words of at most " + LONGEST + " characters");
        }
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)
                || username.filter(name -> name.length() > LONGEST || name.indexOf('\0') >= 0)
                        .isPresent()) {
            throw new InvalidInput("Nobody has such a name or says such a word");
        }
        if (Stream.of(from, until)
                .flatMap(Optional::stream)
                .anyMatch(date -> date.isBefore(FIRST) || date.isAfter(LAST))) {
            throw new InvalidInput("Nothing was said at such a time");
        }
    }
}

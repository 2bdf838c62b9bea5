package org.chatrooms.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "This room is at this message."
 *
 * @param roomId the room
 * @param messageId its latest message, as far as whoever says it knows
 */
record Hint(long roomId, long messageId) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

    /** Empty where it is none: anybody who gets at Redis can send anything. */
    static Optional<Hint> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Hint(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return roomId + " " + messageId;
    }
}

package org.chatrooms.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided about somebody in a room.
 *
 * @param person whom it is about, by {@link ChatUser#key}; a guest of whom only the name is known, by that name
 * @param username what they were called then
 * @param kind what they may not do
 * @param reason in words for them, up to {@value #MAX_REASON} characters; may be empty
 * @param endsAt empty for good
 * @param address where they come from, which keeps out whoever comes from there; empty if it is only about them, an empty
 *     text until they come and it is known
 */
public record Sanction(
        String person, String username, Kind kind, String reason, Optional<Instant> endsAt, Optional<String> address) {
    public static final int MAX_REASON = 200;

    /** What somebody may not do. */
    public enum Kind {
        /** May read, and not speak. */
        MUTED,
        /** May not be there. */
        BANNED
    }

    /** @throws InvalidInput if the reason is too long, or no text */
    public Sanction {
        if (reason.length() > MAX_REASON
                || reason.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidInput("A reason has at most " + MAX_REASON + " characters, in one line");
        }
    }

    /** Whether it holds still. */
    public boolean holds(Instant now) {
        return endsAt.isEmpty() || endsAt.get().isAfter(now);
    }
}

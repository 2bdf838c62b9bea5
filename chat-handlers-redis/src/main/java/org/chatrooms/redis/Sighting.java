package org.chatrooms.redis;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.PersonName;

/**
 * Somebody in a room, as one node sees them; or who left it there for good.
 *
 * @param username the name as it is shown; empty for whoever left
 * @param folded how it reads, case aside
 * @param since when the node first saw them there under that name
 * @param until when they were last seen; {@link #STILL} while they are seen every few seconds, so that being seen once more
 *     changes nothing
 */
record Sighting(String username, String folded, Instant since, Instant until) {
    static final Instant STILL = Instant.MAX;

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,15}) (\\d{1,15}|-) (.{0," + ChatUser.MAX_USERNAME + "})");

    /** In a room, whoever is told apart by that key. */
    record Place(long roomId, String key) {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (account:\\d{1,18}|guest:\\S{1,32})");

        /** Empty where it is none. */
        static Optional<Place> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            return parts.matches()
                    ? Optional.of(new Place(Long.parseLong(parts.group(1)), parts.group(2)))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return roomId + " " + key;
        }
    }

    static Sighting first(String username, Instant now) {
        return new Sighting(username, PersonName.folded(username), now, STILL);
    }

    static Sighting left(Instant when) {
        return new Sighting("", "", when, when);
    }

    boolean isLeft() {
        return username.isEmpty();
    }

    Sighting until(Instant last) {
        return new Sighting(username, folded, since, last);
    }

    /**
     * Empty where it is none, or nobody can have that name: anybody who gets at Redis can write anything.
     *
     * @param writersNow what the writer's clock showed...
     * @param now ...when ours showed this: of another clock only how long ago something was is of use
     */
    static Optional<Sighting> parse(Place place, String text, long writersNow, Instant now) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Instant since = now.plusMillis(Long.parseLong(parts.group(1)) - writersNow);
        if (parts.group(3).isEmpty()) {
            return Optional.of(left(since));
        }
        if (!isNameOf(place.key(), parts.group(3))) {
            return Optional.empty();
        }
        String last = parts.group(2);
        Instant until = last.equals("-") ? STILL : now.plusMillis(Long.parseLong(last) - writersNow);
        return Optional.of(first(parts.group(3), since).until(until));
    }

    /** Whether whoever has this key can have that name. */
    static boolean isNameOf(String key, String username) {
        try {
            if (key.startsWith("guest:")) {
                return username.equals(ChatUser.GUEST_MARK + PersonName.of(username.replaceFirst("^\\(guest\\) ", "")));
            }
            return !new Account(0, username, Optional.empty(), false, false, 0)
                    .username()
                    .isBlank();
        } catch (InvalidInput e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return since.toEpochMilli() + " " + (until.equals(STILL) ? "-" : until.toEpochMilli()) + " " + username;
    }
}

package org.chatrooms.web.guard;

import java.time.Instant;
import java.util.Optional;
import org.chatrooms.web.http.HttpError;

/**
 * Why somebody may not speak in a room.
 *
 * @param why what it is because of
 * @param reason what a moderator said of it; may be empty
 * @param until empty where that has no end that is known
 */
public record Silence(Why why, String reason, Optional<Instant> until) {
    /** What somebody may not speak because of. */
    public enum Why {
        MUTED,
        ARCHIVED,
        MEMBERS_ONLY,
        NOT_PERMITTED
    }

    static Silence of(Why why) {
        return new Silence(why, "", Optional.empty());
    }

    HttpError error() {
        return HttpError.forbidden(
                switch (why) {
                    case MUTED -> "You are muted in this room.";
                    case ARCHIVED -> "This room is archived: it can only be read.";
                    case MEMBERS_ONLY -> "Only members speak in this room.";
                    case NOT_PERMITTED -> "You may not write in this room.";
                });
    }
}

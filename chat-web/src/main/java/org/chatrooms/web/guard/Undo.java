package org.chatrooms.web.guard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chatrooms.repository.Changes;

/**
 * What a moderator took back, sealed: they keep the text, who may bring it back for a minute, and the chat itself has none of it
 * any more. Where all that its author said is taken back meanwhile, it stays away: that does not find what has no text.
 *
 * <p>Threading: any number of threads.
 */
public final class Undo {
    private static final Duration WITHIN = Duration.ofMinutes(1);

    /**
     * A message and the text that it had.
     *
     * @param author by {@link org.chatrooms.model.ChatUser#key}; empty where that is not known
     */
    public record Removed(long messageId, String author, String text) {}

    private final Seal seal;
    private final Clock clock;
    private final Changes changes;
    /** Of whom nothing comes back, until then. */
    private final Map<String, Instant> erased = new ConcurrentHashMap<>();

    /** @param key the chat's own; the same on every node */
    public Undo(byte[] key, Clock clock, Changes changes) {
        this.seal = new Seal(key);
        this.clock = clock;
        this.changes = changes;
        changes.listen(Changes.Kind.ERASURE, this::hearOfErasure);
    }

    public String seal(long roomId, Removed removed) {
        String text = Base64.getUrlEncoder().encodeToString(removed.text().getBytes(StandardCharsets.UTF_8));
        return seal.seal(
                roomId + "." + removed.messageId() + "." + clock.millis() + "." + text + "." + removed.author());
    }

    /** What was taken back in this room; empty if that is not ours, of another room, too long ago, or is to stay away. */
    public Optional<Removed> open(long roomId, String sealed) {
        return seal.open(sealed)
                .map(text -> text.split("\\.", 5))
                .filter(parts -> parts.length == 5 && parts[0].equals(Long.toString(roomId)))
                .filter(parts -> Instant.ofEpochMilli(Long.parseLong(parts[2]))
                        .plus(WITHIN)
                        .isAfter(clock.instant()))
                .map(parts -> new Removed(
                        Long.parseLong(parts[1]),
                        parts[4],
                        new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8)))
                .filter(removed -> !isErased(removed.author()));
    }

    /** All that somebody said is about to be taken back: what was sealed of it opens no more, on any node. */
    public void end(String author) {
        changes.announce(Changes.Kind.ERASURE, author);
    }

    private void hearOfErasure(String author) {
        erased.values().removeIf(until -> !until.isAfter(clock.instant()));
        erased.put(author, clock.instant().plus(WITHIN));
    }

    private boolean isErased(String author) {
        changes.read(); // what another node began a moment ago counts, too
        return erased.getOrDefault(author, Instant.MIN).isAfter(clock.instant());
    }
}

package org.chatrooms.web.guard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.chatrooms.model.ChatUser;

/**
 * What a browser knows of who it belongs to.
 *
 * @param kind account or guest
 * @param id the account's number, or the guest's random id
 * @param name the guest's name; empty for an account, whose name may change
 * @param issued when it was given
 * @param epoch the account's epoch at that time; 0 for a guest
 * @param nonce tells this token from all others
 */
record PersonToken(ChatUser.Kind kind, String id, String name, Instant issued, int epoch, String nonce) {
    /** {@code KIND.ID.NAME.ISSUED.EPOCH.NONCE}, the name in Base64. */
    String text() {
        String encodedName =
                Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        return String.join(
                ".",
                kind.name(),
                id,
                encodedName,
                Long.toString(issued.getEpochSecond()),
                Integer.toString(epoch),
                nonce);
    }

    /**
     * The token that a text is.
     *
     * @param text one that we wrote ourselves; empty if it was another version of us
     */
    static Optional<PersonToken> of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 6) {
            return Optional.empty();
        }
        return Optional.of(new PersonToken(
                ChatUser.Kind.valueOf(parts[0]),
                parts[1],
                new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8),
                Instant.ofEpochSecond(Long.parseLong(parts[3])),
                Integer.parseInt(parts[4]),
                parts[5]));
    }

    boolean isGuests() {
        return kind == ChatUser.Kind.GUEST;
    }
}

package org.chatrooms.model;

import java.util.Optional;

/**
 * Somebody whom the chat knows for longer than a visit.
 *
 * @param id its number
 * @param username the name they sign in with and go by; no other account has one that reads the same
 * @param passwordHash what opens it, hashed; empty where the container signs people in
 * @param isAdministrator whether they run the chat
 * @param isDisabled whether they may not come in; their name stays theirs
 * @param tokenEpoch how often all their tokens were made void at once: those of an earlier epoch are nobody's
 */
public record Account(
        long id,
        String username,
        Optional<String> passwordHash,
        boolean isAdministrator,
        boolean isDisabled,
        int tokenEpoch) {
    /** @throws InvalidInput if a name is too long for the chat, or reads like a guest's */
    public Account {
        if (PersonName.hasGuestMark(username)) {
            throw new InvalidInput("An account's name does not begin with (guest)");
        }
        ChatUser.account(id, username);
    }

    /** The person in a room. */
    public ChatUser user() {
        return ChatUser.account(id, username);
    }
}

package org.chatrooms.model;

import java.util.Optional;

/**
 * A person: somebody with an account, or a guest who chose a name.
 *
 * @param kind account or guest
 * @param id the account's number, or the guest's random token; unique within its kind
 * @param name the name they go by, without any mark
 */
public record ChatUser(Kind kind, String id, String name) {
    /** Longest name that is shown, the mark of a guest included. */
    public static final int MAX_USERNAME = 64;

    /** What a guest's name begins with where it is shown. */
    public static final String GUEST_MARK = "(guest) ";

    /** What a person is known by. */
    public enum Kind {
        ACCOUNT,
        GUEST
    }

    public ChatUser {
        if (id.isEmpty() || id.length() > 32) {
            throw new InvalidInput("A person's id has 1 to 32 characters");
        }
        if (name.isEmpty() || name.length() > MAX_USERNAME - GUEST_MARK.length()) {
            throw new InvalidInput("A person's name has 1 to " + (MAX_USERNAME - GUEST_MARK.length()) + " characters");
        }
    }

    public static ChatUser account(long id, String name) {
        return new ChatUser(Kind.ACCOUNT, Long.toString(id), name);
    }

    public static ChatUser guest(String id, String name) {
        return new ChatUser(Kind.GUEST, id, name);
    }

    public boolean isGuest() {
        return kind == Kind.GUEST;
    }

    /** The account's number; empty for a guest. */
    public Optional<Long> accountId() {
        return isGuest() ? Optional.empty() : Optional.of(Long.valueOf(id));
    }

    /** The name as everybody sees it, {@code (guest) ann} for a guest: nobody can take an account's name by being a guest. */
    public String username() {
        return isGuest() ? GUEST_MARK + name : name;
    }

    /** Tells this person from all others, whatever their names: {@code guest:…} or {@code account:…}. */
    public String key() {
        return key(kind, id);
    }

    /** The number of the account that has this {@link #key}; empty for a guest's. */
    public static Optional<Long> accountOf(String key) {
        String prefix = key(Kind.ACCOUNT, "");
        return key.startsWith(prefix) ? Optional.of(Long.valueOf(key.substring(prefix.length()))) : Optional.empty();
    }

    /** The {@link #key} of whoever is of that kind and has that id. */
    public static String key(Kind kind, String id) {
        return (kind == Kind.GUEST ? "guest:" : "account:") + id;
    }
}

package org.chatrooms.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A room people meet in. Mirrors the {@code Room} of django-chatrooms; its subscribers are asked for by
 * {@code RoomRepository}, because there may be many.
 *
 * @param id its number; 0 for one that is not stored yet
 * @param name unique, 1 to {@value #MAX_NAME} characters
 * @param slug the name in its URL, unique: letters, digits, {@code -} and {@code _}
 * @param description plain text, may be empty
 * @param allowAnonymousAccess whether guests may enter
 * @param isPrivate whether only those whom the access policy lets in know of it
 * @param passwordHash what opens a private room, hashed; empty where there is no password
 * @param rules what holds in it
 */
public record Room(
        long id,
        String name,
        String slug,
        String description,
        boolean allowAnonymousAccess,
        boolean isPrivate,
        Optional<String> passwordHash,
        RoomRules rules) {
    public static final int MAX_NAME = 64;
    public static final int MAX_DESCRIPTION = 1000;

    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws InvalidInput if a field is not as it must be */
    public Room {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("A room's name has 1 to " + MAX_NAME + " characters and no control characters");
        }
        if (!isSlug(slug)) {
            throw new InvalidInput("A room's slug has 1 to 64 letters, digits, - and _");
        }
        if (description.length() > MAX_DESCRIPTION || description.indexOf('\0') >= 0) {
            throw new InvalidInput("A room's description has at most " + MAX_DESCRIPTION + " characters");
        }
    }

    /** A room without rules of its own. */
    public Room(
            long id,
            String name,
            String slug,
            String description,
            boolean allowAnonymousAccess,
            boolean isPrivate,
            Optional<String> passwordHash) {
        this(id, name, slug, description, allowAnonymousAccess, isPrivate, passwordHash, RoomRules.NONE);
    }

    /** Whether a room can have that name in its URL. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    /** A room that guests may enter, not stored yet. */
    public static Room open(String name, String slug, String description) {
        return new Room(0, name, slug, description, true, false, Optional.empty());
    }

    /** The same room under the number it was stored with. */
    public Room withId(long newId) {
        return new Room(newId, name, slug, description, allowAnonymousAccess, isPrivate, passwordHash, rules);
    }

    /** The same room with another password, or none. */
    public Room withPasswordHash(Optional<String> hash) {
        return new Room(id, name, slug, description, allowAnonymousAccess, isPrivate, hash, rules);
    }
}

package org.chatrooms.web.admin;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.http.Parameters;

/**
 * What an administrator wrote about a room, as they wrote it: shown again when something is wrong with it.
 *
 * @param id the room's number; 0 for a new one
 * @param password what the room's password is to be; empty leaves it as it is
 * @param noPassword whether it is to have none
 * @param owners names, one a line
 * @param subscribers alike, of those who are no owners
 */
public record RoomForm(
        long id,
        String name,
        String slug,
        String description,
        boolean allowAnonymousAccess,
        boolean isPrivate,
        String password,
        boolean noPassword,
        String owners,
        String subscribers) {
    private static final int MIN_PASSWORD = 4; // said aloud among friends, and guessing it is limited
    private static final int MAX_PASSWORD = 128;

    static RoomForm empty() {
        return new RoomForm(0, "", "", "", true, false, "", false, "", "");
    }

    static RoomForm of(Room room, List<String> owners, List<String> subscribers) {
        return new RoomForm(
                room.id(),
                room.name(),
                room.slug(),
                room.description(),
                room.allowAnonymousAccess(),
                room.isPrivate(),
                "",
                room.passwordHash().isEmpty(),
                String.join("\n", owners),
                String.join("\n", subscribers));
    }

    static RoomForm of(Parameters parameters) {
        String name = parameters.required("name").strip();
        String slug = parameters.required("slug").strip();
        return new RoomForm(
                parameters.number("id"),
                name,
                slug.isEmpty() ? slugOf(name) : slug,
                parameters.required("description").strip().replace("\r\n", "\n"),
                parameters.optional("allow_anonymous_access").isPresent(),
                parameters.optional("is_private").isPresent(),
                parameters.required("password"),
                parameters.optional("no_password").isPresent(),
                parameters.required("owners"),
                parameters.required("subscribers"));
    }

    /** The same as the form's script makes. */
    static String slugOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.substring(0, Math.min(plain.length(), Room.MAX_NAME));
    }

    /**
     * The room that is meant.
     *
     * @param present the password it has now, hashed
     * @param hash hashes a password
     * @throws InvalidInput in words for whoever wrote it
     */
    Room room(Optional<String> present, UnaryOperator<String> hash) {
        if (!password.isEmpty() && (password.length() < MIN_PASSWORD || password.length() > MAX_PASSWORD)) {
            throw new InvalidInput("A room's password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters.");
        }
        if (slug.isEmpty()) {
            throw new InvalidInput("Choose a slug: letters, digits, - and _. It is the room's name in its address.");
        }
        Room room = new Room(id, name, slug, description, allowAnonymousAccess, isPrivate, present);
        if (!password.isEmpty()) {
            return room.withPasswordHash(Optional.of(hash.apply(password)));
        }
        return noPassword ? room.withPasswordHash(Optional.empty()) : room;
    }

    /**
     * What accounts are to be in the room.
     *
     * @throws InvalidInput naming the one that is not there
     */
    Map<Long, Role> roles(AccountRepository accounts) {
        Map<Long, Role> roles = new LinkedHashMap<>();
        ids(owners, accounts).forEach(id -> roles.put(id, Role.OWNER));
        ids(subscribers, accounts).forEach(id -> roles.putIfAbsent(id, Role.SUBSCRIBER));
        return roles;
    }

    private static List<Long> ids(String names, AccountRepository accounts) {
        return names.lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> accounts.findByName(name)
                        .map(Account::id)
                        .orElseThrow(() -> new InvalidInput("There is no account " + name + ".")))
                .toList();
    }
}

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
import org.chatrooms.model.RoomRules;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.http.Parameters;

/**
 * What an administrator wrote about a room, as they wrote it: shown again when something is wrong with it.
 *
 * @param id the room's number; 0 for a new one
 * @param password what the room's password is to be; empty leaves it as it is
 * @param noPassword whether it is to have none
 * @param slowMode a number, as it was typed
 * @param maxPeople alike
 * @param keepDays alike
 * @param owners names, one a line
 * @param moderators alike, of those who are no owners
 * @param subscribers alike, of those who are neither
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
        String slowMode,
        boolean membersOnly,
        String maxPeople,
        boolean isArchived,
        String keepDays,
        String owners,
        String moderators,
        String subscribers) {
    private static final int MIN_PASSWORD = 4; // said aloud among friends, and guessing it is limited
    private static final int MAX_PASSWORD = 128;

    static RoomForm empty() {
        return new RoomForm(0, "", "", "", true, false, "", false, "0", false, "0", false, "0", "", "", "");
    }

    static RoomForm of(Room room, List<String> owners, List<String> moderators, List<String> subscribers) {
        RoomRules rules = room.rules();
        return new RoomForm(
                room.id(),
                room.name(),
                room.slug(),
                room.description(),
                room.allowAnonymousAccess(),
                room.isPrivate(),
                "",
                room.passwordHash().isEmpty(),
                Integer.toString(rules.slowMode()),
                rules.membersOnly(),
                Integer.toString(rules.maxPeople()),
                rules.isArchived(),
                Integer.toString(rules.keepDays()),
                String.join("\n", owners),
                String.join("\n", moderators),
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
                parameters.optional("slow_mode").orElse("0"),
                parameters.optional("members_only").isPresent(),
                parameters.optional("max_people").orElse("0"),
                parameters.optional("is_archived").isPresent(),
                parameters.optional("keep_days").orElse("0"),
                parameters.required("owners"),
                parameters.optional("moderators").orElse(""),
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
        RoomRules rules = new RoomRules(number(slowMode), membersOnly, number(maxPeople), isArchived, number(keepDays));
        Room room = new Room(id, name, slug, description, allowAnonymousAccess, isPrivate, present, rules);
        if (!password.isEmpty()) {
            return room.withPasswordHash(Optional.of(hash.apply(password)));
        }
        return noPassword ? room.withPasswordHash(Optional.empty()) : room;
    }

    private static int number(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException e) {
            throw new InvalidInput("“" + typed + "” is not a number.");
        }
    }

    /**
     * What accounts are to be in the room.
     *
     * @throws InvalidInput naming the one that is not there
     */
    Map<Long, Role> roles(AccountRepository accounts) {
        Map<Long, Role> roles = new LinkedHashMap<>();
        ids(owners, accounts).forEach(id -> roles.put(id, Role.OWNER));
        ids(moderators, accounts).forEach(id -> roles.putIfAbsent(id, Role.MODERATOR));
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

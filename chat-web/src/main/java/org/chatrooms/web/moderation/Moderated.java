package org.chatrooms.web.moderation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.Author;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/**
 * Whom somebody who keeps order in a room decides about: who that is, and whether they may.
 *
 * <p>Threading: any number of threads.
 */
public final class Moderated {
    private final RoomDoor door;
    private final RoomRepository rooms;
    private final AccountRepository accounts;
    private final SanctionRepository sanctions;
    private final ChatHub hub;

    public Moderated(
            RoomDoor door,
            RoomRepository rooms,
            AccountRepository accounts,
            SanctionRepository sanctions,
            ChatHub hub) {
        this.door = door;
        this.rooms = rooms;
        this.accounts = accounts;
        this.sanctions = sanctions;
        this.hub = hub;
    }

    /**
     * Whoever said {@code message_id}, or goes by {@code username}: now, or when something was decided about them.
     *
     * @param isPast whether that decision is to be taken back, so that it is not about somebody else of that name
     * @throws HttpError 404 if that is nobody, 403 if it is somebody whom they may not decide about
     */
    Author find(Room room, Parameters parameters, boolean isPast, HttpServletRequest request) {
        Author found = messageAuthor(room, parameters).orElseGet(() -> named(room, parameters, isPast));
        if (isPeer(room, found, request)) {
            throw HttpError.forbidden("They keep order here, too.");
        }
        return found;
    }

    private Optional<Author> messageAuthor(Room room, Parameters parameters) {
        return parameters
                .optionalNumber("message_id")
                .map(messageId -> hub.archive()
                        .flatMap(archive -> archive.author(room.id(), messageId))
                        .orElseThrow(HttpError::notFound));
    }

    private Author named(Room room, Parameters parameters, boolean isPast) {
        String name = parameters.required("username");
        Optional<Author> past = sanctions.all(room.id()).stream()
                .filter(sanction -> sanction.username().equals(name))
                .map(sanction -> new Author(sanction.person(), name))
                .findFirst();
        return past.filter(known -> isPast)
                .or(() -> goesBy(name, room))
                .or(() -> past)
                .orElseThrow(HttpError::notFound);
    }

    private Optional<Author> goesBy(String name, Room room) {
        return hub.personCalled(room.id(), name)
                .map(person -> new Author(person.key(), name))
                .or(() -> accounts.findByName(name)
                        .map(account -> new Author(account.user().key(), account.username())))
                .or(() -> name.startsWith(ChatUser.GUEST_MARK) && isPresent(room, name)
                        ? Optional.of(new Author(name, name)) // on another node: by their name, until they are seen
                        : Optional.empty());
    }

    private boolean isPresent(Room room, String name) {
        return hub.present(room.id()).stream()
                .anyMatch(presence -> presence.username().equals(name));
    }

    /** Whether somebody is the one who decides, or one whom they may not decide about. */
    private boolean isPeer(Room room, Author whom, HttpServletRequest request) {
        if (Visit.of(request).user().map(ChatUser::key).equals(Optional.of(whom.person()))) {
            return true;
        }
        Optional<Account> account = ChatUser.accountOf(whom.person()).flatMap(accounts::find);
        boolean isAdministrator = account.filter(Account::isAdministrator).isPresent();
        Optional<Role> role =
                account.flatMap(known -> rooms.role(room.id(), known.id())).filter(Role::moderates);
        boolean decidesAboutAll = Visit.of(request).isAdministrator();
        boolean decidesAboutModerators = door.isOwner(room, request);
        return !decidesAboutAll
                && (isAdministrator
                        || role.filter(known -> known == Role.OWNER || !decidesAboutModerators)
                                .isPresent());
    }
}

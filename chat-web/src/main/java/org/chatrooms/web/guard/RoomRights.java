package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.model.RoomRules;
import org.chatrooms.model.Sanction;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.http.HttpError;

/**
 * What the rules of a room, and those who keep order in it, leave somebody to do, whatever the access policy says.
 *
 * <p>Threading: any number of threads.
 */
public final class RoomRights {
    private final RoomRepository rooms;
    private final SanctionRepository sanctions;
    private final Addresses addresses;
    private final LongFunction<List<Presence>> present;

    /** @param present who is in a room, by its number */
    public RoomRights(
            RoomRepository rooms,
            SanctionRepository sanctions,
            Addresses addresses,
            LongFunction<List<Presence>> present) {
        this.rooms = rooms;
        this.sanctions = sanctions;
        this.addresses = addresses;
        this.present = present;
    }

    /** Whether somebody decides who is what in a room: its owners, and whoever runs the chat. */
    boolean isOwner(Room room, HttpServletRequest request) {
        return Visit.of(request).isAdministrator()
                || role(room, request).filter(role -> role == Role.OWNER).isPresent();
    }

    /** Whether somebody keeps order in a room: its moderators and owners, and whoever runs the chat. */
    boolean moderates(Room room, HttpServletRequest request) {
        return Visit.of(request).isAdministrator()
                || role(room, request).filter(Role::moderates).isPresent();
    }

    private Optional<Role> role(Room room, HttpServletRequest request) {
        return Visit.of(request).user().flatMap(ChatUser::accountId).flatMap(account -> rooms.role(room.id(), account));
    }

    /** Why somebody who is in a room may not speak there, whatever the policy says; empty if they may. */
    Optional<Silence> silence(Room room, HttpServletRequest request) {
        if (room.rules().isArchived()) {
            return Optional.of(Silence.of(Silence.Why.ARCHIVED));
        }
        if (moderates(room, request)) {
            return Optional.empty();
        }
        Optional<Sanction> muted = sanction(room, request).filter(sanction -> sanction.kind() == Sanction.Kind.MUTED);
        if (muted.isPresent()) {
            return muted.map(mute -> new Silence(Silence.Why.MUTED, mute.reason(), mute.endsAt()));
        }
        return room.rules().membersOnly() && role(room, request).isEmpty()
                ? Optional.of(Silence.of(Silence.Why.MEMBERS_ONLY))
                : Optional.empty();
    }

    /** What stands in somebody's way before the policy is asked; empty for nothing. */
    Optional<HttpError> barrier(Room room, Action action, HttpServletRequest request) {
        if (action == Action.LIST) {
            return room.rules().isArchived() && !moderates(room, request)
                    ? Optional.of(HttpError.notFound())
                    : Optional.empty();
        }
        if (room.rules().equals(RoomRules.NONE) && !sanctions.hasAny(room.id())) {
            return Optional.empty();
        }
        if (moderates(room, request)) {
            return action == Action.SEND ? silence(room, request).map(Silence::error) : Optional.empty();
        }
        Optional<Sanction> ban = sanction(room, request).filter(sanction -> sanction.kind() == Sanction.Kind.BANNED);
        if (ban.isPresent()) {
            return Optional.of(HttpError.banned(ban.get().reason()));
        }
        if (isFull(room, request)) {
            return Optional.of(HttpError.forbidden("This room is full. Try again later."));
        }
        return action == Action.SEND ? silence(room, request).map(Silence::error) : Optional.empty();
    }

    /** Who they are, or their address, is learned when they come back, which their page does at once. */
    private Optional<Sanction> sanction(Room room, HttpServletRequest request) {
        if (!sanctions.hasAny(room.id())) {
            return Optional.empty();
        }
        Optional<String> address = addresses.of(request);
        Optional<ChatUser> user = Visit.of(request).user();
        Optional<Sanction> found = sanctions.of(room.id(), user, address);
        user.ifPresent(person -> found.filter(
                        sanction -> sanction.person().equals(person.username()) && person.isGuest())
                .ifPresent(sanction -> sanctions.learnPerson(room.id(), sanction.kind(), person)));
        found.filter(sanction -> sanction.address().equals(Optional.of("")))
                .ifPresent(sanction ->
                        address.ifPresent(known -> sanctions.learnAddress(room.id(), sanction.person(), known)));
        return found;
    }

    private boolean isFull(Room room, HttpServletRequest request) {
        int most = room.rules().maxPeople();
        if (most == 0) {
            return false;
        }
        List<Presence> people = present.apply(room.id());
        Optional<String> name = Visit.of(request).user().map(ChatUser::username);
        return people.size() >= most
                && people.stream().noneMatch(person -> name.equals(Optional.of(person.username())));
    }
}

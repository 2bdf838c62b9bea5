package org.chatrooms.web.moderation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chatrooms.model.Author;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.model.Sanction;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.admin.Erasure;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/**
 * {@code POST moderate/}: who keeps order in a room decides about whoever said {@code message_id}, or goes by {@code username}.
 * {@code act} is {@code mute}, {@code ban} (both for {@code minutes}, or for good, with a {@code reason}; a ban with {@code
 * address} keeps out who comes from the same place), {@code kick}, {@code lift}, or {@code remove}, which takes back all that
 * they said in the room.
 */
public final class ModerateServlet extends ChatServlet {
    /** Who was sent out may come again then. */
    private static final Duration KICKED_FOR = Duration.ofMinutes(1);

    private static final long MAX_MINUTES = Duration.ofDays(366).toMinutes();

    private final RoomDoor door;
    private final Moderated moderated;
    private final SanctionRepository sanctions;
    private final Erasure erasure;
    private final AuditLog audit;
    private final Clock clock;

    public ModerateServlet(
            RoomDoor door,
            Moderated moderated,
            SanctionRepository sanctions,
            Erasure erasure,
            AuditLog audit,
            Clock clock) {
        this.door = door;
        this.moderated = moderated;
        this.sanctions = sanctions;
        this.erasure = erasure;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        String act = parameters.required("act");
        Action action = act.equals("remove") ? Action.SEND : Action.READ;
        Room room = door.moderated(parameters.number("room_id"), action, request);
        Author whom = moderated.find(room, parameters, act.equals("lift"), request);
        switch (act) {
            case "mute" -> impose(room, Sanction.Kind.MUTED, "muted", whom, end(parameters), parameters, request);
            case "ban" -> impose(room, Sanction.Kind.BANNED, "banned", whom, end(parameters), parameters, request);
            case "kick" -> {
                Instant soon = clock.instant().plus(KICKED_FOR);
                if (!sanctions.isBanned(room.id(), whom.person(), soon)) { // one that ends later stays what it is
                    impose(room, Sanction.Kind.BANNED, "sent out", whom, Optional.of(soon), parameters, request);
                }
            }
            case "lift" -> {
                sanctions.lift(room.id(), whom.person());
                audit.record(request, "let back into room " + room.id(), whom.username());
            }
            case "remove" -> {
                if (whom.person().startsWith(ChatUser.GUEST_MARK)) {
                    throw HttpError.notFound(); // only their name is known, and others had it before them
                }
                erasure.begin(room, whom, door.named(room, request));
                audit.record(request, "removed all messages in room " + room.id() + " of", whom.username());
            }
            default -> throw HttpError.badRequest("act must be mute, ban, kick, lift or remove");
        }
        say("Done", response);
    }

    private void impose(
            Room room,
            Sanction.Kind kind,
            String act,
            Author whom,
            Optional<Instant> end,
            Parameters parameters,
            HttpServletRequest request) {
        String reason = parameters.optional("reason").orElse("").strip();
        Optional<String> address =
                parameters.optional("address").map(wanted -> "").filter(wanted -> act.equals("banned"));
        sanctions.impose(room.id(), new Sanction(whom.person(), whom.username(), kind, reason, end, address));
        String until =
                end.map(date -> " until " + Visit.of(request).dateTime(date)).orElse("");
        audit.record(
                request,
                act + " in room " + room.id() + until,
                whom.username() + (reason.isEmpty() ? "" : ": " + reason));
    }

    private Optional<Instant> end(Parameters parameters) {
        Optional<Long> minutes = parameters.optionalNumber("minutes");
        if (minutes.filter(number -> number < 1 || number > MAX_MINUTES).isPresent()) {
            throw HttpError.badRequest("minutes must be 1 to " + MAX_MINUTES);
        }
        return minutes.map(number -> clock.instant().plus(Duration.ofMinutes(number)));
    }
}

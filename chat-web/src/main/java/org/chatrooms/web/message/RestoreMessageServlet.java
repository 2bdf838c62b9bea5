package org.chatrooms.web.message;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Undo;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/**
 * {@code POST restore_message/}: a moderator brings back what was taken back less than a minute ago, with the {@code undo} that
 * {@code delete_message/} answered. Stored once, however often it is tried.
 */
public final class RestoreMessageServlet extends ChatServlet {
    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;
    private final AuditLog audit;
    private final Undo undo;
    private final Clock clock;

    public RestoreMessageServlet(ChatHub hub, RoomDoor door, Limits limits, AuditLog audit, Undo undo, Clock clock) {
        this.hub = hub;
        this.door = door;
        this.limits = limits;
        this.audit = audit;
        this.undo = undo;
        this.clock = clock;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.moderated(parameters.number("room_id"), Action.SEND, request);
        String sealed = parameters.required("undo");
        Undo.Removed removed =
                undo.open(room.id(), sealed).orElseThrow(() -> HttpError.gone("It is too late to undo this."));
        IncomingMessage change = new IncomingMessage(
                room.id(),
                door.named(room, request),
                removed.text(),
                clock.instant(),
                Optional.of(UUID.nameUUIDFromBytes(sealed.getBytes(StandardCharsets.UTF_8))),
                Kind.RESTORE,
                Optional.of(removed.messageId()),
                true);
        limits.message(change.sender(), request);
        ChatMessage sent = hub.send(change);
        if (sent.date().equals(change.date())) {
            audit.record(request, "restored message " + removed.messageId() + " in", room.name());
        }
        answer(SendMessageServlet.receipt(sent), response);
    }
}

package org.chatrooms.web.message;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.chatrooms.model.Author;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.Undo;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/**
 * {@code POST edit_message/} and {@code delete_message/}: somebody changes what they said, or takes it back. Answered, like a
 * message, when it is committed; counts as one, too. A moderator who takes back what somebody else said gets what {@link
 * RestoreMessageServlet} wants.
 */
public final class ChangeMessageServlet extends ChatServlet {
    private final Kind kind;
    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;
    private final AuditLog audit;
    private final Undo undo;
    private final Clock clock;

    /** @param kind an edit or a deletion */
    public ChangeMessageServlet(
            Kind kind, ChatHub hub, RoomDoor door, Limits limits, AuditLog audit, Undo undo, Clock clock) {
        this.kind = kind;
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
        Room room = door.enter(parameters.number("room_id"), Action.SEND, request);
        IncomingMessage change = new IncomingMessage(
                room.id(),
                door.named(room, request),
                kind == Kind.EDIT ? parameters.required("message") : "",
                clock.instant(),
                parameters.uuid("client_key"),
                kind,
                Optional.of(parameters.number("message_id")),
                door.moderates(room, request));
        limits.message(change.sender(), request);
        long changed = change.targetId().orElseThrow();
        if (kind == Kind.EDIT) {
            limits.edit(change.sender(), room.id(), changed);
        }
        Optional<Undo.Removed> before =
                kind == Kind.DELETE && change.moderates() ? readable(room, changed) : Optional.empty();
        ChatMessage sent = hub.send(change);
        JsonObject answer = SendMessageServlet.receipt(sent);
        if (sent.isModerated() && sent.date().equals(change.date())) { // and no second try, which is on record already
            audit.record(request, "removed message " + changed + " in", room.name());
            before.ifPresent(removed -> answer.addProperty("undo", undo.seal(room.id(), removed)));
        }
        answer(answer, response);
    }

    private Optional<Undo.Removed> readable(Room room, long messageId) {
        return hub.archive()
                .flatMap(archive -> archive.messagesBefore(room.id(), messageId + 1, 1).stream()
                        .filter(message -> message.id() == messageId && message.isReadable())
                        .map(message ->
                                new Undo.Removed(messageId, author(archive, room, messageId), message.content()))
                        .findFirst());
    }

    private static String author(MessageArchive archive, Room room, long messageId) {
        return archive.author(room.id(), messageId).map(Author::person).orElse("");
    }
}

package org.chatrooms.web.message;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/**
 * {@code POST edit_message/} and {@code delete_message/}: somebody changes what they said, or takes it back. Answered, like a
 * message, when it is committed; counts as one, too.
 */
public final class ChangeMessageServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient ChatHub hub;
    private final transient RoomDoor door;
    private final transient Limits limits;
    private final transient Clock clock;

    /** @param kind an edit or a deletion */
    public ChangeMessageServlet(Kind kind, ChatHub hub, RoomDoor door, Limits limits, Clock clock) {
        this.kind = kind;
        this.hub = hub;
        this.door = door;
        this.limits = limits;
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
                Optional.of(parameters.number("message_id")));
        limits.message(change.sender(), request);
        SendMessageServlet.answer(hub.send(change), response);
    }
}

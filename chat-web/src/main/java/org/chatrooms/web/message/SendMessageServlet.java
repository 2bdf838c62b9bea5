package org.chatrooms.web.message;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.ChatHub;

/** {@code POST send_message/}: answered when the message is committed. */
public final class SendMessageServlet extends ChatServlet {
    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;
    private final Clock clock;

    public SendMessageServlet(ChatHub hub, RoomDoor door, Limits limits, Clock clock) {
        this.hub = hub;
        this.door = door;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.enter(parameters.number("room_id"), Action.SEND, request);
        IncomingMessage message = new IncomingMessage(
                room.id(),
                door.named(room, request),
                parameters.required("message"),
                clock.instant(),
                parameters.uuid("client_key"),
                Kind.MESSAGE,
                hub.archive().flatMap(archive -> parameters.optionalNumber("reply_to")));
        limits.message(message.sender(), request);
        ChatMessage sent = door.moderates(room, request)
                ? hub.send(message)
                : limits.slowMode(room, message, () -> hub.send(message));
        answer(receipt(sent), response);
    }

    /** Under which number it is in the room, and when it came. */
    static JsonObject receipt(ChatMessage sent) {
        JsonObject json = new JsonObject();
        json.addProperty("timestamp", WireDate.format(sent.date()));
        json.addProperty("message_id", sent.id());
        return json;
    }
}

package org.chatrooms.web.message;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.StandingHeader;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.http.WireDate;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.hub.Cursor;
import org.chatrooms.web.hub.Delivery;
import org.chatrooms.web.push.ParkedRequest;
import org.chatrooms.web.push.PollDelivery;
import org.chatrooms.web.push.StreamDelivery;
import org.chatrooms.web.user.UserListJson;

/**
 * {@code GET get_messages/}: the messages newer than the one the client has, at once or as soon as there are any; where a
 * stream is asked for, the later ones too.
 */
public final class GetMessagesServlet extends ChatServlet {
    private static final Duration SAFETY_NET = ChatHub.HOLD.plusSeconds(10);

    private final ChatHub hub;
    private final RoomDoor door;
    private final Limits limits;

    public GetMessagesServlet(ChatHub hub, RoomDoor door, Limits limits) {
        this.hub = hub;
        this.door = door;
        this.limits = limits;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Visit visit = Visit.of(request);
        long roomId = parameters.number("room_id");
        long releases = hub.releases(roomId, visit.user());
        Room room = door.enter(roomId, Action.READ, request);
        boolean isStream = wantsStream(request);
        Cursor cursor = (isStream ? lastEvent(request) : Optional.<Cursor>empty())
                .orElseGet(() -> new Cursor(parameters.number("latest_message_id"), parameters.date("latest_date")));
        boolean isAllKinds = parameters.optional("kinds").filter("all"::equals).isPresent();
        boolean seesUsers = isStream && door.permits(room, Action.SEE_USERS, request);
        StandingHeader.write(door, room, request, response);
        Runnable leave =
                limits.waiting(visit.user(), request); // last: what fails from here on would leave them counted
        Delivery<Batch> delivery = isStream
                ? StreamDelivery.open(
                        request,
                        response,
                        MessageJson.EVENTS,
                        UserListJson.EVENT,
                        UserListJson.TYPING,
                        seesUsers,
                        leave)
                : poll(ParkedRequest.park(request, response, SAFETY_NET, leave), isAllKinds);
        hub.await(room.id(), cursor, visit.user(), delivery);
        // They may have lost the right to wait since the door let them in.
        if (hub.releases(roomId, visit.user()) != releases) {
            delivery.nothingNew();
        }
    }

    /** Scripts that were written for django-chatrooms know nothing but messages. */
    private static Delivery<Batch> poll(ParkedRequest request, boolean isAllKinds) {
        return isAllKinds
                ? new PollDelivery<>(request, MessageJson.ALL_KINDS)
                : new PollDelivery<>(request, MessageJson.PLAIN, Batch::hasReadable);
    }

    /** Where a filter of the site's own forbids to wait, a poll's answer has to do. */
    private static boolean wantsStream(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null
                && accept.contains("text/event-stream")
                && request.getMethod().equals("GET")
                && request.isAsyncSupported();
    }

    /** {@code message_id:date}, or the bare number. */
    private static Optional<Cursor> lastEvent(HttpServletRequest request) {
        String value = request.getHeader("Last-Event-ID");
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = value.split(":", 2);
        Optional<Instant> date = parts.length == 1 ? Optional.empty() : WireDate.parse(parts[1]);
        try {
            if (parts.length == 1 || date.isPresent()) {
                return Optional.of(new Cursor(Long.parseLong(parts[0]), date));
            }
        } catch (NumberFormatException e) {
            // The same answer as for a date that is none.
        }
        throw HttpError.badRequest("Last-Event-ID must be a message's id and its date");
    }
}

package org.chatrooms.web.message;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Room;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET get_history/}: messages before one, as they read now, for whoever scrolls back. */
public final class GetHistoryServlet extends ChatServlet {
    private static final long DEFAULT = 50;
    private static final long MOST = 200;

    private final MessageArchive archive;
    private final RoomDoor door;

    public GetHistoryServlet(MessageArchive archive, RoomDoor door) {
        this.archive = archive;
        this.door = door;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.enter(parameters.number("room_id"), Action.READ, request);
        long before = parameters.optionalNumber("before").orElse(Long.MAX_VALUE);
        long limit = parameters.optionalNumber("limit").orElse(DEFAULT);
        if (limit < 1 || limit > MOST) {
            throw HttpError.badRequest("limit must be from 1 to " + MOST);
        }
        answer(MessageJson.array(archive.messagesBefore(room.id(), before, (int) limit)), response);
    }
}

package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET rooms/}: the rooms one may enter, {@value #PAGE_SIZE} a page. */
public final class RoomsListServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;
    private static final int PAGE_SIZE = 20;

    private final transient RoomRepository rooms;

    public RoomsListServlet(RoomRepository rooms) {
        this.rooms = rooms;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        long page = parameters.optional("page").isPresent() ? parameters.number("page") : 1;
        int pages = Math.max(1, (rooms.countForGuests() + PAGE_SIZE - 1) / PAGE_SIZE);
        if (page < 1 || page > pages) {
            throw HttpError.notFound();
        }
        request.setAttribute("rooms", rooms.forGuests((int) (page - 1) * PAGE_SIZE, PAGE_SIZE));
        request.setAttribute("page", (int) page);
        request.setAttribute("pages", pages);
        show("rooms_list", request, response);
    }
}

package org.chatrooms.web.room;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;

/** {@code GET rooms/}: the rooms one may enter. */
public final class RoomsListServlet extends ChatServlet {
    private final Parts parts;

    public RoomsListServlet(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        long page = parameters.optional("page").isPresent() ? parameters.number("page") : 1;
        request.setAttribute("list", parts.rooms(page, request));
        show("rooms_list", request, response);
    }
}

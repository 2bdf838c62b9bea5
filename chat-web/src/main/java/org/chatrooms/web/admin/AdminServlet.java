package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.http.ChatServlet;

/** {@code GET admin/}: all rooms, and the way to change them. */
public final class AdminServlet extends ChatServlet {
    private final RoomRepository rooms;

    public AdminServlet(RoomRepository rooms) {
        this.rooms = rooms;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.setAttribute("rooms", rooms.all());
        show("admin_rooms", request, response);
    }
}

package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.AccessRequest;

/** One question to the access policy, out of one request. Threading: that request's thread. */
record RoomAccess(Room room, Action action, HttpServletRequest request, RoomRepository rooms, RoomKeys keys)
        implements AccessRequest {
    @Override
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    @Override
    public Optional<Object> sessionAttribute(String name) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable(session.getAttribute(name));
    }

    @Override
    public boolean isInRole(String role) {
        return request.isUserInRole(role)
                || (administrator() && role.equals(Visit.of(request).site().administratorRole()));
    }

    @Override
    public boolean administrator() {
        return Visit.of(request).isAdministrator();
    }

    @Override
    public boolean subscriber() {
        return Visit.of(request)
                .user()
                .flatMap(ChatUser::accountId)
                .flatMap(account -> rooms.role(room.id(), account))
                .isPresent();
    }

    @Override
    public boolean roomUnlocked() {
        return keys.open(room, request);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!type.isInstance(request)) {
            throw new IllegalArgumentException("The request is no " + type.getName());
        }
        return type.cast(request);
    }
}

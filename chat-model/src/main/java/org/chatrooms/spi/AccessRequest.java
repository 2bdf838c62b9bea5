package org.chatrooms.spi;

import java.util.Optional;
import org.chatrooms.model.Room;

/**
 * What somebody wants to do in a room, and what came with the request: what django-chatrooms gives its
 * {@code CHATROOMS_TEST_USER_FUNCTION} as {@code request}.
 *
 * <p>Threading: belongs to one call of {@link AccessPolicy#permits}, on its thread, and is of no use afterwards.
 */
public interface AccessRequest {
    /** What is asked for. More may come: a policy should decide by the room, and refuse what it does not know. */
    enum Action {
        /** To see the room in a list of rooms. */
        LIST,
        /** To open the room's page. */
        ENTER,
        /** To read messages, and to wait for them. */
        READ,
        /** To say something, and to change what one said. */
        SEND,
        /** To see who is there, and to be seen. */
        SEE_USERS
    }

    Room room();

    Action action();

    /** The first value of a parameter, of the URL or of a form: sending is a POST. */
    Optional<String> parameter(String name);

    /** The first value of a header. */
    Optional<String> header(String name);

    /** An attribute of the container's session, if there is a session; none is made. */
    Optional<Object> sessionAttribute(String name);

    /** Whether the container knows them in this role; administrators of the chat are in {@code chatrooms.adminRole}. */
    boolean isInRole(String role);

    /** Whether they run the chat. */
    boolean administrator();

    /** Whether they are signed in and subscribe to the room. Costs no query. */
    boolean subscriber();

    /** Whether they gave the room's password. */
    boolean roomUnlocked();

    /**
     * The request itself, for what is not here.
     *
     * @param type {@code jakarta.servlet.http.HttpServletRequest}, or a type that it has
     * @throws IllegalArgumentException it has no such type
     */
    <T> T unwrap(Class<T> type);
}

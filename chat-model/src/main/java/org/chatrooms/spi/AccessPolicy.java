package org.chatrooms.spi;

import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.ChatUser;

/**
 * Who may do what in which room. Mirrors {@code CHATROOMS_TEST_USER_FUNCTION} of django-chatrooms.
 *
 * <p>Asked for every page, every ajax request and every entry of a list, after the chat's own rules - a room without anonymous
 * access wants somebody who is signed in: a policy can only narrow. An exception counts as a refusal and is logged. How a
 * refusal looks is not its business and follows from the room: a private one without a password looks as if it were not there,
 * one with a password asks for it, any other says no.
 *
 * <p><b>Threading.</b> Called by many threads at once, with each poll: it should answer from memory.
 */
@FunctionalInterface
public interface AccessPolicy extends AutoCloseable {
    /** The names of the settings of its own that it understands: see {@link MessageHandler#settings}. */
    default Set<String> settings() {
        return Set.of();
    }

    /** Called once, before any question, on the thread that starts the application. An exception stops the start. */
    default void start(HandlerContext chat) {}

    /**
     * Whether they may.
     *
     * @param user who it is; empty for a guest who has not chosen a name
     */
    boolean permits(AccessRequest request, Optional<ChatUser> user);

    /** Called once, after the last question, or when the start failed. Leaves no thread and no connection behind. */
    @Override
    default void close() {}
}

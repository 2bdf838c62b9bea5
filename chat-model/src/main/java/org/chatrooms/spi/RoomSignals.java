package org.chatrooms.spi;

/**
 * How a handler or a presence store tells the chat that something happened. A signal means "look again" and carries
 * nothing: it may be repeated or come late, and costs nothing for a room that nobody waits for.
 *
 * <p>Threading: any thread, at any time between {@code start} and {@code close}. Calls return at once and never throw.
 */
public interface RoomSignals {
    /** The room has, or may have, a new message. Called after COMMIT, never before. */
    void roomChanged(long roomId);

    /** Somebody joined or left the room. */
    void usersChanged(long roomId);
}

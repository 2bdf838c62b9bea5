package org.chatrooms.model;

/** The room is not there, or not there any more. */
public final class NoSuchRoom extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchRoom(long roomId) {
        super("There is no room " + roomId);
    }
}

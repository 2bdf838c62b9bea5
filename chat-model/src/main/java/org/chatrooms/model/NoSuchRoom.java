package org.chatrooms.model;

/** The room is not there, or not there any more. */
public final class NoSuchRoom extends RuntimeException {
    public NoSuchRoom(long roomId) {
        super("There is no room " + roomId);
    }
}

package org.chatrooms.model;

/** The message to be answered, edited or taken back is not there, or not there any more. */
public final class NoSuchMessage extends RuntimeException {
    public NoSuchMessage(long roomId, long id) {
        super("There is no message " + id + " in room " + roomId);
    }
}

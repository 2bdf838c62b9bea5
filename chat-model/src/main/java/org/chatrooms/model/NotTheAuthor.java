package org.chatrooms.model;

/** Somebody wants to change what another person said. */
public final class NotTheAuthor extends RuntimeException {
    public NotTheAuthor() {
        super("This message is somebody else's");
    }
}

package org.chatrooms.model;

/**
 * A sender used one client key for two different texts. The first one stands; nothing of the second was stored.
 *
 * @see IncomingMessage#clientKey()
 */
public final class ClientKeyConflict extends RuntimeException {
    public ClientKeyConflict() {
        super("This client_key was used for another message");
    }
}

package org.chatrooms.spi;

/** A handler does not take this message. The reason is shown to the sender, who gets 400; nothing was stored. */
public class MessageRefused extends RuntimeException {
    /** @param reason words for the sender */
    public MessageRefused(String reason) {
        super(reason);
    }
}

package org.chatrooms.model;

import java.time.Instant;

/**
 * A message as people read it. {@link Message} is the one that the shipped handlers store; a handler of your own may return
 * any object with these four.
 */
public interface ChatMessage {
    /** Its number within its room: positive, and larger than that of every message before it. */
    long id();

    /** The sender's name as it is shown. */
    String username();

    /** When it was received. */
    Instant date();

    /** Plain text; whoever shows it escapes it. */
    String content();
}

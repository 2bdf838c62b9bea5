package org.chatrooms.web.config;

/** The chat cannot start, for a reason that whoever starts it can mend: the message is one line, and all they need. */
public final class StartupException extends RuntimeException {
    public StartupException(String message, Throwable cause) {
        super(message.strip().replaceAll("\\s*\\R\\s*", " "), cause);
    }

    public StartupException(String message) {
        this(message, null);
    }
}

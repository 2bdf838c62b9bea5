package org.chatrooms.model;

/**
 * Something that a person or a program sent is not what it must be. The message says what is wrong in words that may be
 * shown to whoever sent it, and repeats of what they sent only which one of several it is about.
 */
public final class InvalidInput extends IllegalArgumentException {
    public InvalidInput(String message) {
        super(message);
    }
}

package org.chatrooms.launcher;

/** Why the server does not start, in one line for whoever started it. */
final class LaunchException extends RuntimeException {
    LaunchException(String message) {
        super(message);
    }
}

package org.chatrooms.redis;

/**
 * "This room is at this message."
 *
 * @param roomId the room
 * @param messageId its latest message, as far as whoever says it knows
 */
record Hint(long roomId, long messageId) {
    /** From somebody who says that a room changed, but not where it is now: worth a look, whatever this node has seen. */
    static Hint toLookInto(long roomId) {
        return new Hint(roomId, Long.MAX_VALUE);
    }
}

package org.chatrooms.model;

/**
 * Who said something.
 *
 * @param person by {@link ChatUser#key}
 * @param username what they were called then
 */
public record Author(String person, String username) {}

package org.chatrooms.web.hub;

import java.util.List;

/**
 * Who types in a room.
 *
 * @param count how many do
 * @param names the first of them
 */
public record Typing(int count, List<String> names) {}

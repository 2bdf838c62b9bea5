package org.chatrooms.web.room;

import java.util.List;
import java.util.Map;
import org.chatrooms.model.Presence;
import org.chatrooms.model.Room;

/**
 * A page of the rooms that somebody may enter. JSPs get it as {@code ${list}}, tags from {@link Parts}.
 *
 * @param present who is there, by the number of the room; nobody knows that of a room that is missing
 * @param unread how many messages its reader has not read, by the number of the room
 * @param page which one it is, from 1
 * @param pages how many there are
 */
public record RoomList(
        List<Room> rooms, Map<Long, List<Presence>> present, Map<Long, Integer> unread, int page, int pages) {}

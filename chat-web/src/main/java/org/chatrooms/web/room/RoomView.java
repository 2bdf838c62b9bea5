package org.chatrooms.web.room;

import java.util.List;
import java.util.Map;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Presence;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.web.guard.Silence;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.WireDate;

/**
 * A room as somebody sees it who opens a page. JSPs get it as {@code ${view}}, tags from {@link Parts}.
 *
 * @param messages the latest, oldest first, as they read now
 * @param latest the last entry of the room's log when they were read: a page goes on from there; null for an empty room
 * @param users who is here
 * @param keepers who keeps order, by name
 * @param isOwner whether its reader decides who is what in the room
 * @param moderates whether its reader keeps order in it
 * @param silence why its reader may not speak; null if they may
 * @param hasArchive whether messages can be scrolled back to, found, answered and changed
 */
public record RoomView(
        Room room,
        List<? extends ChatMessage> messages,
        ChatMessage latest,
        List<Presence> users,
        Map<String, Role> keepers,
        boolean isOwner,
        boolean moderates,
        Silence silence,
        boolean hasArchive) {
    /** The id up to which the page is; -1 for an empty room. */
    public long latestMessageId() {
        return latest == null ? -1 : latest.id();
    }

    /** Its date, as the script sends it back; empty for an empty room. */
    public String latestDate() {
        return latest == null ? "" : WireDate.format(latest.date());
    }

    /** For the script. */
    public String keepersJson() {
        return Json.text(keepers);
    }
}

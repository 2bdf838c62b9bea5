package org.chatrooms.model;

/** What an entry of a room's log is. */
public enum Kind {
    /** Something that was said. */
    MESSAGE,
    /** The new text of a message before it. */
    EDIT,
    /** A message before it is taken back: neither it nor any edit of it has a text any more. */
    DELETE,
    /** The text of a message that was taken back: a moderator brings it back. */
    RESTORE
}

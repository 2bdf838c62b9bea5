package org.chatrooms.model;

/** What somebody with an account is in a room, beyond what everybody is. */
public enum Role {
    /** Decides who else is what, and does what moderators do. */
    OWNER,
    /** Keeps order: takes back what others said, mutes, bans; and does what subscribers do. */
    MODERATOR,
    /** May enter a private room; where a policy or the room wants it, any room, or speak in it. */
    SUBSCRIBER;

    /** Whether they keep order in the room. */
    public boolean moderates() {
        return this != SUBSCRIBER;
    }
}

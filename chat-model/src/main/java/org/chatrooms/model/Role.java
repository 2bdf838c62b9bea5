package org.chatrooms.model;

/** What somebody with an account is in a room, beyond what everybody is. */
public enum Role {
    /** Decides who else subscribes, and does what subscribers do. */
    OWNER,
    /** May enter a private room; where a policy wants it, any room. */
    SUBSCRIBER
}

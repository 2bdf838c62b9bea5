package org.chatrooms.model;

import java.time.Instant;

/**
 * What somebody decided over others.
 *
 * @param date when
 * @param who as they are shown
 * @param act what they did, such as "deleted"
 * @param what to whom or what
 */
public record Act(Instant date, String who, String act, String what) {}

/**
 * What every request passes, in this order: headers, errors, same origin, body, who is it. {@link
 * org.chatrooms.web.guard.RoomDoor}, the only place that decides whether somebody may do something in a room, after it asked
 * the access policy. And what they share: {@link org.chatrooms.web.guard.Visit}, tokens, passwords, limits.
 *
 * <p>Unlocked rooms were planned as rows that each node reads again. They are in a signed cookie instead, {@link
 * org.chatrooms.web.guard.RoomKeys}: every node knows at once, a person without a name has them too, another password makes
 * them void, and nobody gains a key by a cookie that was slipped to somebody else.
 *
 * <p>A token is void from an epoch of its account on, not from a time on, because the nodes' clocks need not agree.
 */
package org.chatrooms.web.guard;

/**
 * What every request passes, in this order: headers, errors, same origin, body, who is it. And
 * {@link org.chatrooms.web.guard.RoomDoor}, the only place that decides whether somebody may do something in a room.
 */
package org.chatrooms.web.guard;

/**
 * Several nodes over one database. The database keeps the truth; Redis carries hints between the nodes ("room 7 is at 42"),
 * which may be lost, late, doubled or forged without harm: a hint only makes a node look, and each node looks by itself every
 * two seconds, in one query for all rooms that somebody waits for. With Redis gone messages of other nodes come up to two
 * seconds late, and none is lost. Nothing that is sent to Redis keeps anybody waiting who sends a message. How a hint looks,
 * and on which channel it is, is a {@code Wire}'s business alone: the chat's own, or that of Celery's event bus.
 *
 * <p>Who is in a room is in Redis only as long as somebody refreshes it: each node tells the others whom it sees, and keeps in
 * memory whom they see. With Redis gone each node shows its own people.
 */
package org.chatrooms.redis;

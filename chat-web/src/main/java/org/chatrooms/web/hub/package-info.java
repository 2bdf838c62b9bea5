/**
 * Who waits for what. No servlets, no JSON, no SQL in here: a {@link org.chatrooms.web.hub.Waiter} is a cursor and a
 * {@link org.chatrooms.web.hub.Delivery}, a signal means "look again", and the message handler is the queue.
 *
 * <p>A poll and a stream are the same waiter with another delivery. What is read is kept in a {@link
 * org.chatrooms.web.hub.RoomLog}, the last messages of each room that somebody uses: not to be fast, but because thousands who
 * come back at once after a restart would each ask the database for the same. The memory is read on from its own last message,
 * and never judges whether a client is ahead.
 *
 * <p>The three rules that keep every message coming exactly once: a waiter is registered before it looks; a signal is sent
 * after COMMIT; and only the client's next cursor acknowledges anything.
 */
package org.chatrooms.web.hub;

/**
 * Who waits for what. No servlets, no JSON, no SQL in here: a {@link org.chatrooms.web.hub.Waiter} is a cursor and a
 * {@link org.chatrooms.web.hub.Delivery}, a signal means "look again", and the message handler is the queue.
 *
 * <p>The three rules that keep every message coming exactly once: a waiter is registered before it looks; a signal is sent
 * after COMMIT; and only the client's next cursor acknowledges anything.
 */
package org.chatrooms.web.hub;

/**
 * Tells a site's own classes what was said, so that nobody who sends or reads notices.
 *
 * <p>In order: a sender comes here before it goes to the handler, and again with what was stored. Ids are the room's order, and
 * whoever begins to send when another has come back gets a larger one. So a message goes on as soon as all who were sending when
 * it came back have come back too: none with a smaller id can follow. That needs nothing of a handler but what it promises
 * already, and no query; to read the room instead, as those who wait do, would cost one for each message, and leave it open
 * which of them were sent to this node.
 *
 * <p>Apart: each listener has a thread and a queue with an end. A sender puts a message into queues and waits for none.
 */
package org.chatrooms.web.listener;

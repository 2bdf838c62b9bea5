/**
 * How bytes reach a browser. A {@link org.chatrooms.web.push.ParkedRequest} owns a request that waits, and its lock is held by
 * whoever touches the response; a {@link org.chatrooms.web.push.PollDelivery} answers it once, a {@link
 * org.chatrooms.web.push.StreamDelivery} writes to it as long as it lasts.
 *
 * <p>The design asks for one atomic state that is claimed once. A stream is written to many times, and the container, whose
 * client is gone, must not take the response back meanwhile: so the state is guarded by a lock, which nobody holds longer than
 * it takes to copy an answer or to write without blocking. Nobody completes a request whose client does not read: Tomcat would
 * wait for it, on a thread of its own.
 */
package org.chatrooms.web.push;

/**
 * How bytes reach a browser. A {@link org.chatrooms.web.push.ParkedRequest} owns a request that waits and is claimed once;
 * a {@link org.chatrooms.web.push.PollDelivery} answers it.
 */
package org.chatrooms.web.push;

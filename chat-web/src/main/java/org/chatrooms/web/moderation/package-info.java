/**
 * Keeping order in a room: those who do decide about others, and everybody learns where they stand.
 *
 * <p>What was decided is a row that every node reads anew within 2 s, and the door asks for with each request. Whoever it is
 * about is sent home from what they wait for, comes again at once, and is told then: by a refusal, or by the header {@code
 * Chat-Standing} of a stream, of the latest id (which a page that polls asks for then), and of the users list.
 */
package org.chatrooms.web.moderation;

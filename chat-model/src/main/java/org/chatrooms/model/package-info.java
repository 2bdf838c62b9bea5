/**
 * What a chat is made of: rooms, messages, people. Immutable and valid by construction: whoever holds one of these needs
 * to check nothing again. Everything else builds on this package; it builds on nothing.
 *
 * <p>Dates are instants cut to microseconds, because that is what every supported database keeps: a date read back equals
 * the date that was written, so that a client's cursor can be compared with it.
 */
package org.chatrooms.model;

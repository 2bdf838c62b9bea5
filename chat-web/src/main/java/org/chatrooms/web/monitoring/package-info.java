/**
 * What those who run the chat see of it from outside: whether it is well, and how much goes through it. For nobody else: to
 * everybody but the clients that a setting names these URLs are not there.
 */
package org.chatrooms.web.monitoring;

/** Keeping order in a room, over HTTP. */
package org.chatrooms.it.moderation;

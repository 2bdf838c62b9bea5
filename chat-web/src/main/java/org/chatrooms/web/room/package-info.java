/** The list of rooms, a room's page and its password, and who subscribes. */
package org.chatrooms.web.room;

/** The list of rooms, and a room's page. */
package org.chatrooms.web.room;

/** Messages: sending, getting, changing and finding them, and how far one has read. The servlets, and the JSON they speak. */
package org.chatrooms.web.message;

/** Sending messages and getting them: the servlets, and the JSON they speak. */
package org.chatrooms.web.message;

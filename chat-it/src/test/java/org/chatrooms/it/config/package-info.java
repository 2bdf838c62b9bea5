/** What the chat is told at its start, and what it says where that is wrong. */
package org.chatrooms.it.config;

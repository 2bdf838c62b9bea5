/** What the chat is told at its start: every setting, read once and validated, and the classes that settings name. */
package org.chatrooms.web.config;

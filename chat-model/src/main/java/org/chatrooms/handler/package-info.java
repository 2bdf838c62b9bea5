/** The shipped plugins for one process: messages in the database, presence in memory. Made to be extended. */
package org.chatrooms.handler;

/**
 * Several nodes, and what may happen to them, to Redis, to the database and to the network between. Each {@link
 * org.chatrooms.it.fault.Fault} is lived through with people who write and read at whichever node is next.
 */
package org.chatrooms.it.fault;

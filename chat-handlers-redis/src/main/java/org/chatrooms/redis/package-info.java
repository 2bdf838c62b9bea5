/**
 * Message handlers and presence for more than one node: Redis carries hints between the nodes, the database keeps the truth.
 * Still empty: one node needs none of it.
 */
package org.chatrooms.redis;

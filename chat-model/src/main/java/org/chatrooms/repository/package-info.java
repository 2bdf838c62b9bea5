/**
 * The database, and the only place with SQL in it: plain JDBC behind {@link org.chatrooms.repository.Database}, one class a
 * family of tables, migrations by Flyway.
 *
 * <p>What nearly every request asks for - a room, a subscription, an account - is kept in {@link
 * org.chatrooms.repository.RowCache} until {@link org.chatrooms.repository.Changes} tells that it changed, here or on another
 * node.
 *
 * <p>The order that everybody shares is made here, in {@link org.chatrooms.repository.MessageRepository}.
 */
package org.chatrooms.repository;

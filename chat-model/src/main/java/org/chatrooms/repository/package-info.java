/**
 * The database, and the only place with SQL in it: plain JDBC behind {@link org.chatrooms.repository.Database}, one class a
 * family of tables, migrations by Flyway.
 *
 * <p>The order that everybody shares is made here, in {@link org.chatrooms.repository.MessageRepository}.
 */
package org.chatrooms.repository;

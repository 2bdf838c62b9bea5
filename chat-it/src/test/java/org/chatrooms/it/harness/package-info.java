/**
 * What every test here is made of: a server ({@link org.chatrooms.it.harness.EmbeddedServer} in this process, with a clock
 * of the test's own where it wants one, {@link org.chatrooms.it.harness.ServerProcess} that can be killed, a {@link
 * org.chatrooms.it.harness.StockTomcat} that the WAR is deployed on, or a {@link org.chatrooms.it.harness.Cluster} of several
 * nodes with a network that can be spoiled), databases, people who speak the wire protocol ({@link
 * org.chatrooms.it.harness.Person}), readers that write down all they see ({@link org.chatrooms.it.harness.Reader}),
 * browsers, and two judges: of what readers saw ({@link org.chatrooms.it.harness.Judge}) and of what an answer looks like
 * ({@link org.chatrooms.it.harness.Answers}).
 */
package org.chatrooms.it.harness;

/**
 * {@code java -jar chat.war}. {@link org.chatrooms.launcher.Main} needs nothing but the JDK: it unpacks the WAR and hands
 * over to {@link org.chatrooms.launcher.EmbeddedTomcat} in a class loader that has the Tomcat that came along in
 * {@code WEB-INF/lib-provided}. The web application itself runs as it does in any Tomcat.
 */
package org.chatrooms.launcher;

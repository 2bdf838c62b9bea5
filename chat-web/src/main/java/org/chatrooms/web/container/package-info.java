/**
 * What a stock Tomcat needs beyond the servlet specification, so that a redeploy lets nobody wait and leaves nothing in
 * memory. Nothing here names a class of Tomcat: another container, or one that has changed, only gets less.
 */
package org.chatrooms.web.container;

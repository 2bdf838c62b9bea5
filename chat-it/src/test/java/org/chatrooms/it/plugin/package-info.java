/** A handler and an access policy as a site would write them, from nothing but the interfaces that it implements. */
package org.chatrooms.it.plugin;

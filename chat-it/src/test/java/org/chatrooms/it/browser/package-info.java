/** What people see and do in a browser. Every test waits for what is to be seen, never for time to pass. */
package org.chatrooms.it.browser;

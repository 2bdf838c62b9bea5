/** What the tests of the web application put in the place of handlers, time, threads and browsers. */
package org.chatrooms.web.fake;

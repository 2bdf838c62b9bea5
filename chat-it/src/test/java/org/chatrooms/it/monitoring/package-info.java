/** What those see of a running chat who run it. */
package org.chatrooms.it.monitoring;

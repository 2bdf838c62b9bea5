/** What administrators do, and nobody else. */
package org.chatrooms.it.admin;

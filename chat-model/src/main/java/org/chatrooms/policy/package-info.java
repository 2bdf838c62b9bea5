/** The shipped access policies. Made to be extended: {@code super.permits(…) &&} whatever a site wants besides. */
package org.chatrooms.policy;

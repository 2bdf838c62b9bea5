/**
 * People with an account: signing in and out, registering, passwords, the first administrator; and what language a browser is
 * spoken to in. Where the container signs people in ({@code chatrooms.authentication=container}) only that and the way to its
 * login are left of this.
 */
package org.chatrooms.web.account;

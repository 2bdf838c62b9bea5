/**
 * People with an account: signing in and out, registering, changing a password, the first administrator. Where the container
 * signs people in ({@code chatrooms.authentication=container}) only the way to its login is left of this.
 */
package org.chatrooms.web.account;

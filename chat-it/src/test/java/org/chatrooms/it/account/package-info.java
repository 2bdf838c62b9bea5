/** People with an account: how they come, stay and go. */
package org.chatrooms.it.account;

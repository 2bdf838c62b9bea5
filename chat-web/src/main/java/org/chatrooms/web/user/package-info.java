/** People in rooms: choosing a guest's name, and who is here. */
package org.chatrooms.web.user;

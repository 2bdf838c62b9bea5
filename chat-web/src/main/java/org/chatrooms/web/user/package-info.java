/** People in rooms: choosing a guest's name, who is here, and who types. */
package org.chatrooms.web.user;

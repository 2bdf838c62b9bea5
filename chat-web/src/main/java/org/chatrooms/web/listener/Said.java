package org.chatrooms.web.listener;

import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;

/** What a listener is told. */
record Said(long roomId, ChatUser sender, ChatMessage message) {}

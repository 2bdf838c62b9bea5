package example;

import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.spi.MessageRefused;

public class PoliteHandler extends LocalMessageHandler {
    @Override
    public ChatMessage handleReceivedMessage(IncomingMessage message) {
        if (message.content().contains("damn")) {
            throw new MessageRefused("Please do not swear here."); // the sender reads this
        }
        return super.handleReceivedMessage(message);
    }
}

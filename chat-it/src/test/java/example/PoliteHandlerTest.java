package example;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.handler.ChatDatabase;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageArchiveContract;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.MessageRefused;
import org.chatrooms.spi.RecordingSignals;
import org.chatrooms.spi.RoomSignals;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler that extends ours passes what ours does, by what is shipped for it. */
class PoliteHandlerTest extends MessageArchiveContract {
    @TempDir
    private Path folder;

    @AutoClose
    private ChatDatabase database;

    @Override
    protected MessageHandler newHandler() {
        return new PoliteHandler();
    }

    @Override
    protected HandlerContext context(RoomSignals signals, Clock clock) {
        database = database == null ? new ChatDatabase(folder) : database;
        return database.context(signals, clock, Map.of());
    }

    @Override
    protected long newRoom() {
        return database.newRoom();
    }

    @Test
    void swearing_is_refused() {
        try (MessageHandler handler = newHandler()) {
            handler.start(context(new RecordingSignals(), Clock.systemUTC()));
            IncomingMessage message = new IncomingMessage(
                    newRoom(), ChatUser.guest("token", "ann"), "damn", Instant.EPOCH, Optional.empty());
            assertThrows(MessageRefused.class, () -> handler.handleReceivedMessage(message));
        }
    }
}

package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Message;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageListener;
import org.chatrooms.spi.MessageListenerContract;
import org.chatrooms.spi.RecordingSignals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site's own listener passes the contract test that is shipped for it. */
class DiaryTest extends MessageListenerContract {
    @TempDir
    private Path folder;

    @Override
    protected MessageListener newListener() {
        return new Diary();
    }

    @Override
    protected HandlerContext context() {
        Map<String, String> settings =
                Map.of("chatrooms.diary.file", folder.resolve("diary.txt").toString());
        return new HandlerContext(new RecordingSignals(), Set::of, null, settings, Clock.systemUTC());
    }

    @Test
    void what_is_said_is_a_line_of_the_diary() throws Exception {
        ChatUser ann = ChatUser.guest("token", "ann");

        hears(1, ann, new Message(1, 7, Optional.empty(), ann.username(), Instant.EPOCH, "one\ntwo"));

        assertEquals(List.of("1 7 MESSAGE (guest) ann: one two"), Files.readAllLines(folder.resolve("diary.txt")));
    }
}

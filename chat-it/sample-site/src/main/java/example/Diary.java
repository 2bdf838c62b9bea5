package example;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageListener;

/** Writes down what is said, a line each, in the file that {@code chatrooms.diary.file} names. */
public class Diary implements MessageListener {
    private static final String FILE = "chatrooms.diary.file";

    private BufferedWriter file;

    @Override
    public Set<String> settings() {
        return Set.of(FILE);
    }

    @Override
    public void start(HandlerContext chat) {
        if (!chat.settings().containsKey(FILE)) {
            throw new IllegalArgumentException(FILE + " must name a file");
        }
        try {
            file = Files.newBufferedWriter(
                    Path.of(chat.settings().get(FILE)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {
        String text = message.content().replaceAll("\\R", " ");
        try {
            file.write(
                    roomId + " " + message.id() + " " + message.kind() + " " + sender.username() + ": " + text + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) { // it was started
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

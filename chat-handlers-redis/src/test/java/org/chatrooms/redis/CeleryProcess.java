package org.chatrooms.redis;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.chatrooms.spi.Await;

/** An application with Celery's own dispatcher and receiver, {@code celery_application.py}. It ends with its input. */
final class CeleryProcess implements AutoCloseable {
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Thread reader;
    private final Writer input;

    private CeleryProcess(Process process) {
        this.process = process;
        input = process.outputWriter(StandardCharsets.UTF_8);
        reader = new Thread(this::read, "celery-reader");
        reader.start();
    }

    /** The command of a Python that has Celery: on the path, or where packages of a system are for. */
    static Optional<String> python() {
        return Stream.of("python3", "/usr/bin/python3")
                .filter(CeleryProcess::hasCelery)
                .findFirst();
    }

    private static boolean hasCelery(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import celery, redis")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such command
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** @param configuration of the application, in JSON */
    static CeleryProcess started(String python, String broker, String configuration) throws IOException {
        try (InputStream script = CeleryProcess.class.getResourceAsStream("celery_application.py")) {
            return new CeleryProcess(new ProcessBuilder(
                            python,
                            "-c",
                            new String(script.readAllBytes(), StandardCharsets.UTF_8),
                            broker,
                            configuration)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
    }

    private void read() {
        try (BufferedReader events = process.inputReader(StandardCharsets.UTF_8)) {
            events.lines().map(JsonParser::parseString).forEach(event -> heard.add(event.getAsJsonObject()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The events about a room that its receiver heard. */
    List<JsonObject> heardOf(long room) {
        return heard.stream()
                .filter(event -> event.get("room_id").getAsLong() == room)
                .toList();
    }

    /** Lets its default dispatcher say that a room changed. */
    void send(long room) throws IOException {
        tell("send " + room);
    }

    /** Lets a dispatcher that buffers say that two rooms changed, in one message. */
    void sendTogether(long room, long other) throws IOException {
        tell("buffer " + room + " " + other);
    }

    private void tell(String what) throws IOException {
        input.write(what + "\n");
        input.flush();
    }

    @Override
    public void close() throws IOException {
        input.close();
        Await.until("Celery ends", () -> !process.isAlive() && !reader.isAlive());
    }
}

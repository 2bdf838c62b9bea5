package org.chatrooms.it.harness;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar chat.war} in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(" is ready: (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** It does not live long enough for more. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Optional<URI>> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> endOfOutput = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        // A test that fails half-way leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::readOutput, "output of the server");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs the launcher with these arguments and does not wait for anything. */
    public static ServerProcess run(String... arguments) throws IOException {
        return runWith(List.of(), List.of(arguments));
    }

    /** The same with options for Java itself, which stand before {@code -jar}. */
    public static ServerProcess runWith(List<String> javaOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", System.getProperty("chat.war")));
        command.addAll(arguments);
        return launch(command);
    }

    /** Another command that runs a server, which says when it is ready as ours does. */
    public static ServerProcess launch(List<String> command) throws IOException {
        return new ServerProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Runs a server over a data folder; returns when it says that it is ready. */
    public static ServerProcess start(Path data, int port) throws Exception {
        // People in tests are faster than people.
        ServerProcess server =
                run("--data", data.toString(), "--port", Integer.toString(port), "-Dchatrooms.limits.enabled=false");
        server.link();
        return server;
    }

    private void readOutput() {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                Matcher match = READY.matcher(line);
                if (match.find()) {
                    ready.complete(Optional.of(URI.create(match.group(1))));
                }
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
        ready.complete(Optional.empty());
        endOfOutput.complete(null);
    }

    /** The link that the server prints when it is ready. */
    public URI link() throws Exception {
        return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .orElseThrow(() -> new IllegalStateException("The server did not start:\n" + output()));
    }

    /** Where the chat is mounted, with a slash at the end. */
    public URI base() throws Exception {
        return link().resolve("/chat/");
    }

    /** Waits for the process to end by itself, and for the last it says. */
    public int exitCode() {
        CompletableFuture.allOf(process.onExit(), endOfOutput)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return process.exitValue();
    }

    /** Waits for it to end with an error; gives the one line that says why. */
    public String refusal() {
        if (exitCode() != 1
                || !output().matches("(Chatrooms does not start|The password is not reset): .*")) { // one line only
            throw new AssertionError("No refusal in one line: " + exitCode() + "\n" + output());
        }
        return output();
    }

    public long pid() {
        return process.pid();
    }

    public String output() {
        return String.join("\n", lines);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGSTOP: it does nothing more, and nobody is told. */
    public void pause() throws IOException {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it was. */
    public void resume() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /** SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        try {
            exitCode();
        } finally {
            process.destroyForcibly(); // one that does not end by itself has to be told of, and not to stay
        }
    }
}

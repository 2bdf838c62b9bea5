package org.chatrooms.it.benchmark;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatrooms.it.benchmark.Order.Gathering;
import org.chatrooms.it.benchmark.Order.Pace;
import org.chatrooms.it.benchmark.Order.What;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.ServerProcess;
import org.chatrooms.model.Room;

/**
 * The servers and the load, each a process of its own; where that can be done the servers have one processor, and the load
 * another. Threading: one thread.
 */
final class Stage implements AutoCloseable {
    /** The least that all of them have: what is measured must not depend on how much memory a machine has. */
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    private static final int ROOMS = 100;

    /** On, but so that nobody here comes up against them. */
    private static final List<String> LIMITS = List.of(
            "-Dchatrooms.limits.messagesPerSecond=1000000",
            "-Dchatrooms.limits.messageBurst=1000000",
            "-Dchatrooms.limits.waitingPerAddress=1000000");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final int PATIENCE = 240;

    private final Gson gson = new Gson();
    private final Path data;
    private final boolean isPinned;
    private final Map<String, ServerProcess> servers = new HashMap<>();
    private final Process load;
    private final Writer orders;
    private final BufferedReader replies;

    /** @param data an empty folder */
    Stage(Path data) throws IOException {
        this.data = data;
        Logger.getLogger("").setLevel(Level.WARNING); // of the making of rooms
        isPinned = canPin(0) && canPin(1);
        load = new ProcessBuilder(java(1, List.of("-Xmx1g", "-cp", classPath(), Load.class.getName())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = load.outputWriter(StandardCharsets.UTF_8);
        replies = load.inputReader(StandardCharsets.UTF_8);
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static boolean canPin(int processor) {
        try {
            return run("taskset", "-c", Integer.toString(processor), "true").isEmpty();
        } catch (IOException e) { // there is no such command
            return false;
        }
    }

    /** What it prints. */
    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the servers have a processor of their own, and the load another. */
    boolean isPinned() {
        return isPinned;
    }

    private List<String> java(int processor, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isPinned) {
            command.addAll(List.of("taskset", "-c", Integer.toString(processor)));
        }
        command.add(jdk("java"));
        command.addAll(arguments);
        return command;
    }

    private ServerProcess server(Contender contender) throws Exception {
        if (!servers.containsKey(contender.server())) {
            if (contender.isOurs()) {
                makeRooms();
                startChat(0);
            } else {
                String kind = contender == Contender.COMETD_POLL ? "cometd" : "bare";
                List<String> arguments = new ArrayList<>(HEAP);
                String folder = Files.createDirectories(data.resolve(kind)).toString();
                arguments.addAll(List.of(
                        "-cp",
                        classPath() + File.pathSeparator + System.getProperty("chat.war"),
                        Peer.class.getName(),
                        kind,
                        folder));
                servers.put(contender.server(), ServerProcess.launch(java(0, arguments)));
            }
        }
        return servers.get(contender.server());
    }

    private void makeRooms() {
        if (!Files.exists(data.resolve("chat"))) {
            Room[] rooms = IntStream.rangeClosed(1, ROOMS)
                    .mapToObj(i -> Room.open("Room " + i, "room-" + i, ""))
                    .toArray(Room[]::new);
            EmbeddedServer.makeRooms(data.resolve("chat"), rooms);
        }
    }

    private void startChat(int port) throws IOException {
        List<String> arguments = new ArrayList<>(HEAP);
        arguments.addAll(List.of("-jar", System.getProperty("chat.war"), "--port", Integer.toString(port)));
        arguments.addAll(List.of("--data", data.resolve("chat").toString()));
        arguments.addAll(LIMITS);
        servers.put("chat", ServerProcess.launch(java(0, arguments)));
    }

    /** The next one will be a fresh one. */
    void kill(Contender contender) {
        servers.remove(contender.server()).kill();
    }

    void gather(Gathering who) throws Exception {
        ServerProcess server = server(who.contender());
        order(new Order(What.GATHER, who.at(server.link().getPort(), server.pid()), null));
    }

    Reply measure(Pace pace) throws Exception {
        return order(new Order(What.MEASURE, null, pace));
    }

    void scatter() throws Exception {
        order(new Order(What.SCATTER, null, null));
    }

    private Reply order(Order order) throws Exception {
        tell(order);
        return reply();
    }

    private void tell(Order order) throws IOException {
        orders.write(gson.toJson(order) + "\n");
        orders.flush();
    }

    private Reply reply() throws Exception {
        String line = CompletableFuture.supplyAsync(
                        () -> replies.lines().findFirst().orElseThrow())
                .get(PATIENCE, TimeUnit.SECONDS);
        Reply reply = gson.fromJson(line, Reply.class);
        if (reply.error() != null) {
            throw new IllegalStateException(reply.error());
        }
        return reply;
    }

    /** Everybody goes; the chat, which was told something meanwhile, is killed and started again; and everybody comes back. */
    Herd killAndStart() throws Exception {
        order(new Order(What.LEAVE, null, null));
        int port = servers.get("chat").link().getPort();
        servers.get("chat").kill();
        tell(new Order(What.COME_BACK, null, null));
        startChat(port);
        servers.get("chat").link();
        long ready = System.currentTimeMillis();
        Reply reply = reply();
        return new Herd(reply, (reply.at() - ready) / 1e3);
    }

    /** @param seconds from when the server was ready to when everybody had everything */
    record Herd(Reply reply, double seconds) {}

    /** Bytes of objects that are in use in a server, after a full garbage collection. */
    long liveHeap(Contender contender) throws Exception {
        String histogram = run(jdk("jcmd"), Long.toString(server(contender).pid()), "GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException(histogram);
        }
        return Long.parseLong(total.group(1));
    }

    @Override
    public void close() throws IOException {
        orders.close(); // then it ends
        servers.values().forEach(ServerProcess::kill);
        load.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .whenComplete((ended, late) -> load.destroyForcibly())
                .join();
    }
}

package org.chatrooms.it.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Tomcat as it is downloaded, in a process and a folder of its own, with the WAR dropped in as {@code /chat}, or a site that
 * has the chat there. Its port is
 * a free one, its manager has a user, and it logs to its output alone; nothing else differs from what one unpacks.
 *
 * <p>Threading: the test's own; what the process says is read by another.
 */
public final class StockTomcat implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-.*-(\\d+)\"]");
    private static final Pattern READY = Pattern.compile("Server startup in ");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Tomcat's own, as it is downloaded. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

    private static final String NAME = "manager";

    private final Path base;
    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> endOfOutput = new CompletableFuture<>();
    private final HttpClient manager = HttpClient.newHttpClient();

    private StockTomcat(Path base, Process process) {
        this.base = base;
        this.process = process;
        // A test that fails half-way leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::readOutput, "output of Tomcat");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one and returns when all that is deployed has started.
     *
     * @param version 10 or 11
     * @param base an empty folder that becomes Tomcat's own
     */
    public static StockTomcat start(String version, Path base) throws Exception {
        return start(version, base, USUAL_PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param version 10 or 11
     * @param base a folder that becomes Tomcat's own, with nothing in it but perhaps the chat's data
     * @param patience how long it waits for a client that does not go on with what it began to send
     */
    public static StockTomcat start(String version, Path base, Duration patience) throws Exception {
        Path home = home(version);
        furnish(base, home);
        Files.copy(Path.of(System.getProperty("chat.war")), base.resolve("webapps/chat.war"));
        replace(
                base.resolve("conf/server.xml"),
                timeout(USUAL_PATIENCE),
                timeout(patience) + " keepAliveTimeout=\"" + USUAL_PATIENCE.toMillis() + "\"");
        return start(home, base);
    }

    /**
     * With somebody's own site in the place of the WAR: as the root application, in which the chat is at {@code /chat}. At
     * 127.0.0.1 instead of localhost there is another one.
     *
     * @param version 10 or 11
     * @param base an empty folder that becomes Tomcat's own
     * @param users elements of {@code tomcat-users.xml}
     */
    public static StockTomcat startSite(String version, Path base, Path site, Path other, String users)
            throws Exception {
        Path home = home(version);
        furnish(base, home);
        Files.copy(site, base.resolve("webapps/ROOT.war"));
        Files.copy(other, Files.createDirectory(base.resolve("other")).resolve("ROOT.war"));
        replace(base.resolve("conf/server.xml"), "</Engine>", "<Host name=\"127.0.0.1\" appBase=\"other\"/></Engine>");
        replace(base.resolve("conf/tomcat-users.xml"), "</tomcat-users>", users + "</tomcat-users>");
        return start(home, base);
    }

    private static Path home(String version) {
        return Path.of(System.getProperty("tomcat." + version));
    }

    private static StockTomcat start(Path home, Path base) throws Exception {
        ProcessBuilder command = new ProcessBuilder(command(home, base));
        command.directory(base.resolve("temp").toFile());
        StockTomcat tomcat =
                new StockTomcat(base, command.redirectErrorStream(true).start());
        if (!tomcat.ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Tomcat did not start:\n" + tomcat.log());
        }
        return tomcat;
    }

    private static String timeout(Duration patience) {
        return "connectionTimeout=\"" + patience.toMillis() + "\"";
    }

    private static void furnish(Path base, Path home) throws IOException {
        copy(home.resolve("conf"), base.resolve("conf"));
        copy(home.resolve("webapps/manager"), base.resolve("webapps/manager"));
        Files.createDirectory(base.resolve("temp"));
        replace(base.resolve("conf/server.xml"), "port=\"8005\"", "port=\"-1\"");
        replace(base.resolve("conf/server.xml"), "port=\"8080\"", "port=\"0\" address=\"localhost\"");
        replace(
                base.resolve("conf/tomcat-users.xml"),
                "</tomcat-users>",
                "<user username=\"" + NAME + "\" password=\"" + NAME + "\" roles=\"manager-script\"/></tomcat-users>");
        Files.writeString(base.resolve("conf/logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
                java.util.logging.ConsoleHandler.encoding = UTF-8
                """);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void replace(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(old)) {
            throw new IllegalStateException("No " + old + " in " + file);
        }
        Files.writeString(file, text.replace(old, now));
    }

    /** What {@code catalina.sh} would run, but for options that make a short life cheap. */
    private static List<String> command(Path home, Path base) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(
                        "java.base/java.lang",
                        "java.base/java.lang.reflect",
                        "java.base/java.io",
                        "java.base/java.util",
                        "java.base/java.util.concurrent",
                        "java.rmi/sun.rmi.transport")
                .forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar")
                        + System.getProperty("path.separator")
                        + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }

    private void readOutput() {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                Matcher match = PORT.matcher(line);
                if (match.find()) {
                    port.complete(Integer.valueOf(match.group(1)));
                }
                if (READY.matcher(line).find()) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
        ready.complete(false);
        endOfOutput.complete(null);
    }

    /** Where the chat is mounted, with a slash at the end. */
    public URI base() {
        return URI.create("http://localhost:" + port.join() + "/chat/");
    }

    /** The folder that is Tomcat's own. */
    public Path folder() {
        return base;
    }

    /** Sends the WAR again: the running application is stopped, and a new one takes its place. */
    public void redeploy() throws Exception {
        manage(managerRequest("deploy?path=/chat&update=true")
                .PUT(BodyPublishers.ofFile(Path.of(System.getProperty("chat.war")))));
    }

    /** The applications that were stopped, but of which something is still in memory; a line each. */
    public List<String> leaks() throws Exception {
        return manage(managerRequest("findleaks?statusLine=true"))
                .lines()
                .skip(1)
                .toList();
    }

    private HttpRequest.Builder managerRequest(String command) {
        String user = Base64.getEncoder().encodeToString((NAME + ":" + NAME).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base().resolve("/manager/text/" + command))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + user);
    }

    private String manage(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = manager.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().startsWith("OK")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body() + "\n" + log());
        }
        return answer.body();
    }

    /** All that it said so far. */
    public String log() {
        return String.join("\n", lines);
    }

    /** Waits for the process to end by itself, and for the last it says. */
    public int exitCode() {
        CompletableFuture.allOf(process.onExit(), endOfOutput)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return process.exitValue();
    }

    /** SIGTERM, without waiting. */
    public void terminate() {
        process.toHandle().destroy(); // of its Process it would close the output, with all that is said while it stops
    }

    @Override
    public void close() {
        terminate();
        try {
            exitCode();
        } finally {
            process.destroyForcibly();
        }
    }
}

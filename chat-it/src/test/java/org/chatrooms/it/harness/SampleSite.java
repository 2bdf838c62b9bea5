package org.chatrooms.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The sample site, built as by somebody who copied it: by its own {@code pom.xml}, in a folder where nothing else is, with the
 * chat installed. Maven gets all else from what this build needed itself, and nothing from the network.
 */
public final class SampleSite {
    /** Where its files are, for tests to read. */
    public static final Path SOURCES = house().resolve("chat-it/sample-site");

    private static final Path WEBAPP = SOURCES.resolve("src/main/webapp");
    private static final int MINUTES = 5;

    private SampleSite() {}

    private static Path house() {
        return Path.of(System.getProperty("chat.webapp")).resolve("../../..").normalize();
    }

    /**
     * Builds it.
     *
     * @param folder an empty one
     * @return the WAR
     */
    public static Path build(Path folder) throws IOException, InterruptedException {
        Path repository = folder.resolve("repository");
        install(repository, "chatrooms", "pom", "pom.xml");
        install(repository, "chat-model", "pom", "chat-model/pom.xml");
        install(repository, "chat-model", "jar", "chat-model/target/chat-model-" + version() + ".jar");
        install(repository, "chat-web", "pom", "chat-web/pom.xml");
        install(repository, "chat-web", "war", "chat-web/target/chat.war");
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror>
                    <id>what-is-here</id><mirrorOf>*</mirrorOf><url>%s</url>
                </mirror></mirrors></settings>
                """.formatted(
                        Path.of(System.getProperty("maven.repository")).toUri()));
        Path site = folder.resolve("site");
        StockTomcat.copy(SOURCES, site);
        Path log = folder.resolve("log");
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "--batch-mode",
                        "--settings=" + settings,
                        "--global-settings=" + settings,
                        "-Dmaven.repo.local=" + repository,
                        "package")
                .directory(site.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = maven.start();
        boolean hasEnded = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        if (!hasEnded || process.exitValue() != 0) {
            throw new IllegalStateException("The sample site was not built:\n" + Files.readString(log));
        }
        return site.resolve("target/tea-shop.war");
    }

    private static String version() {
        return System.getProperty("chat.version");
    }

    /** Puts a file of this build where {@code mvn install} would. */
    private static void install(Path repository, String artifact, String type, String file) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("org/chatrooms").resolve(artifact).resolve(version()));
        Files.copy(house().resolve(file), folder.resolve(artifact + "-" + version() + "." + type));
    }

    /** The site as it was before it had a chat: its own files, but for those that are in the place of the chat's. */
    public static Path withoutChat(Path war) throws IOException {
        Path before = war.resolveSibling("before.war");
        try (ZipFile whole = new ZipFile(war.toFile());
                ZipOutputStream part = new ZipOutputStream(Files.newOutputStream(before))) {
            List<? extends ZipEntry> own =
                    whole.stream().filter(entry -> isOwn(entry.getName())).toList();
            for (ZipEntry entry : own) {
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                part.putNextEntry(same);
                whole.getInputStream(entry).transferTo(part);
            }
        }
        return before;
    }

    private static boolean isOwn(String name) {
        boolean isChats =
                Files.exists(Path.of(System.getProperty("chat.webapp"), name)) && !name.equals("WEB-INF/web.xml");
        return (!isChats && Files.isRegularFile(WEBAPP.resolve(name))) || name.matches("WEB-INF/classes/example/.+");
    }
}

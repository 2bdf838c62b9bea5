package org.chatrooms.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.handler.LocalPresenceStore;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.ServerProcess;
import org.chatrooms.spi.HandlerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake in the configuration stops the start, and is told in one line that names what is to be mended. */
class WrongConfigurationTest {
    private static final String HANDLER = "chatrooms.messageHandlerClass";
    private static final String PRESENCE = "chatrooms.presenceStoreClass";
    private static final String POLICY = "chatrooms.accessPolicyClass";
    private static final String LISTENERS = "chatrooms.messageListenerClasses";
    private static final String JNDI_NAME = "chatrooms.jdbc.jndiName";

    @TempDir
    private Path data;

    @TempDir
    private Path otherData;

    public static class NoLicence extends LocalMessageHandler {
        public NoLicence() {
            throw new IllegalStateException("no licence");
        }
    }

    public static class NoStart extends LocalPresenceStore {
        @Override
        public void start(HandlerContext chat) {
            throw new IllegalStateException("not today");
        }
    }

    public static class Picky extends LocalMessageHandler {
        @Override
        public Set<String> settings() {
            return Set.of("chatrooms.my.words");
        }

        @Override
        public void start(HandlerContext chat) {
            if (!chat.settings().get("chatrooms.my.words").equals("few")) {
                throw new IllegalStateException("too many words");
            }
            super.start(chat);
        }
    }

    /** What is wrong, and what is said. */
    record Mistake(String setting, String value, String told) {
        @Override
        public String toString() {
            return setting + " " + value;
        }
    }

    static List<Mistake> a_wrong_setting_is_named() {
        String unknown = "chatrooms.jdbc.url must begin with jdbc:postgresql: or jdbc:mariadb:;"
                + " other databases are not supported";
        String must = " must be names of different classes, separated by commas, not ";
        return List.of(
                new Mistake(
                        "chatrooms.nonsense",
                        "1",
                        "There is no setting chatrooms.nonsense (given as a context parameter)"),
                new Mistake("chatrooms.data", "a\0b", "chatrooms.data must be the name of a folder, not a\uFFFDb"),
                new Mistake("chatrooms.registration", "yes", "chatrooms.registration must be true or false, not yes"),
                new Mistake(
                        "chatrooms.limits.messagesPerSecond",
                        "many",
                        "chatrooms.limits.messagesPerSecond must be a whole number from 1 to 1000000, not many"),
                new Mistake(
                        "chatrooms.authentication",
                        "ldap",
                        "chatrooms.authentication must be one of own, container, not ldap"),
                new Mistake(
                        "chatrooms.monitoringClients",
                        "10.0.0.1/8",
                        "chatrooms.monitoringClients must be addresses or networks like 10.0.0.0/8,"
                                + " separated by commas, not 10.0.0.1/8"),
                new Mistake(
                        "chatrooms.frameAncestors",
                        "*",
                        "chatrooms.frameAncestors must be 'none', or 'self' and origins like https://*.example.org,"
                                + " separated by commas, not *"),
                new Mistake(
                        "chatrooms.mount",
                        "chat/",
                        "chatrooms.mount must be a path like /chat, without a slash at its end, not chat/"),
                new Mistake(
                        "chatrooms.loginUrl",
                        "javascript:alert(1)",
                        "chatrooms.loginUrl must be a path or an http(s) URL, not javascript:alert(1)"),
                new Mistake(
                        POLICY,
                        "java.lang.String",
                        POLICY + ": java.lang.String is not a org.chatrooms.spi.AccessPolicy"),
                new Mistake(LISTENERS, "example.Diary,", LISTENERS + must + "example.Diary,"),
                new Mistake(
                        LISTENERS, "example.Diary, example.Diary", LISTENERS + must + "example.Diary, example.Diary"),
                new Mistake(
                        LISTENERS,
                        "example.Diary, java.lang.String",
                        LISTENERS + ": java.lang.String is not a org.chatrooms.spi.MessageListener"),
                new Mistake(
                        LISTENERS,
                        "example.Diary",
                        LISTENERS + ": example.Diary does not start:"
                                + " java.lang.IllegalArgumentException: chatrooms.diary.file must name a file"),
                new Mistake(
                        HANDLER,
                        "org.example.Missing",
                        HANDLER
                                + ": org.example.Missing was not found: its jar belongs into the folder of --plugins, or into WEB-INF/lib"),
                new Mistake(
                        HANDLER,
                        "java.lang.String",
                        HANDLER + ": java.lang.String is not a org.chatrooms.spi.MessageHandler"),
                new Mistake(
                        PRESENCE,
                        "java.lang.String",
                        PRESENCE + ": java.lang.String is not a org.chatrooms.spi.PresenceStore"),
                new Mistake(
                        HANDLER,
                        NoLicence.class.getName(),
                        HANDLER + ": " + NoLicence.class.getName()
                                + " cannot be created: java.lang.IllegalStateException: no licence"),
                new Mistake(
                        PRESENCE,
                        NoStart.class.getName(),
                        PRESENCE + ": " + NoStart.class.getName()
                                + " does not start: java.lang.IllegalStateException: not today"),
                new Mistake("chatrooms.jdbc.url", "jdbc:mysql://localhost/chat?password=geheim", unknown),
                new Mistake(
                        "chatrooms.jdbc.password",
                        "geheim",
                        "chatrooms.jdbc.password means nothing without chatrooms.jdbc.url"),
                new Mistake(
                        JNDI_NAME,
                        "jdbc/chat",
                        JNDI_NAME + ": a container's names begin with java:, not as jdbc/chat"));
    }

    @ParameterizedTest
    @MethodSource
    void a_wrong_setting_is_named(Mistake mistake) {
        assertEquals(mistake.told(), refusal(Map.of(mistake.setting(), mistake.value())));
    }

    @Test
    void a_setting_that_a_plugin_declares_reaches_it_and_a_mistyped_one_does_not() throws Exception {
        String name = Picky.class.getName();

        EmbeddedServer.start(data, Map.of(HANDLER, name, "chatrooms.my.words", "few"))
                .close();

        assertEquals(
                "There is no setting chatrooms.my.word (given as a context parameter)",
                refusal(Map.of(HANDLER, name, "chatrooms.my.word", "few")));
        assertEquals(
                HANDLER + ": " + name + " does not start: java.lang.IllegalStateException: too many words",
                refusal(Map.of(HANDLER, name, "chatrooms.my.words", "many")));
    }

    @ParameterizedTest
    @CsvSource({
        "java:comp/env/jdbc/chats, 'there is no java:comp/env/jdbc/chats'",
        "java:comp/env/jdbc/chat, 'java:comp/env/jdbc/chat is not a javax.sql.DataSource but a java.lang.String'",
    })
    void a_name_that_the_container_does_not_know_or_has_for_something_else_is_told(String name, String told) {
        assertEquals(JNDI_NAME + ": " + told, refusal(Map.of(JNDI_NAME, name), Named.text()));
    }

    @Test
    void a_data_source_of_another_database_is_refused() {
        assertEquals(
                JNDI_NAME + ": " + Named.NAME
                        + " is neither a PostgreSQL nor a MariaDB; other databases are not supported",
                refusal(Map.of(JNDI_NAME, Named.NAME), Named.pool("org.h2.Driver", "jdbc:h2:mem:site")));
    }

    @Test
    void a_data_source_whose_database_is_away_is_told() throws Exception {
        String address = "localhost:" + nobodysPort();

        String told = refusal(
                Map.of(JNDI_NAME, Named.NAME),
                Named.pool("org.postgresql.Driver", "jdbc:postgresql://" + address + "/chat"));

        assertTrue(told.startsWith(JNDI_NAME + ": the database cannot be opened: "), told);
        assertTrue(told.contains("Connection to " + address + " refused"), told);
    }

    private static int nobodysPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String refusal(Map<String, String> settings, ContextResource... named) {
        return told(() -> EmbeddedServer.start(data, settings, named));
    }

    private static String told(Executable start) {
        // What Tomcat says of a context that does not start would fill the screen.
        Logger log = Logger.getLogger("org.apache.catalina");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            String told = assertThrows(IllegalStateException.class, start).getMessage();
            assertFalse(told.contains("geheim"), told);
            assertFalse(told.contains("\n"), told);
            return told;
        } finally {
            log.setLevel(before);
        }
    }

    /** What {@code java -jar} says. */
    private String refusal(List<String> javaOptions, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(more)); // of two the last counts
        try (ServerProcess process = ServerProcess.runWith(javaOptions, arguments)) {
            return process.refusal().replaceFirst("Chatrooms does not start: ", "");
        }
    }

    @Test
    void a_setting_that_is_unknown_is_named_wherever_it_stands() throws Exception {
        String told = "There is no setting chatrooms.nonsense (given as a system property)";

        assertEquals(told, refusal(List.of("-Dchatrooms.nonsense=1")));
        assertEquals(told, refusal(List.of(), "-Dchatrooms.nonsense=1"));
    }

    @Test
    void a_database_that_is_away_is_told() throws Exception {
        String address = "localhost:" + nobodysPort();

        startsWith(
                "chatrooms.jdbc.url: the database cannot be opened: Connection to " + address + " refused",
                refusal(List.of("-Dchatrooms.jdbc.url=jdbc:postgresql://" + address + "/chat?password=geheim")));
    }

    @Test
    void a_name_where_no_container_keeps_names_is_told() throws Exception {
        assertEquals(
                JNDI_NAME + ": there are no names here, where no container keeps them",
                refusal(List.of("-D" + JNDI_NAME + "=" + Named.NAME)));
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertEquals(
                    "Port " + port + " of localhost is taken; --port chooses another",
                    refusal(List.of(), "--port", port));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "file/below"})
    void a_data_folder_that_cannot_be_written_is_named(String name) throws Exception {
        Files.writeString(otherData.resolve("file"), "not a folder");
        String folder = otherData.resolve(name).toString();

        startsWith("The data folder " + folder + " is not writable", refusal(List.of(), "--data", folder));
        startsWith("The data folder " + folder + " cannot be made: ", refusal(Map.of("chatrooms.data", folder)));
        startsWith(
                "The data folder " + folder + " cannot be made: ",
                refusal(Map.of("chatrooms.data", folder, "chatrooms.jdbc.url", "jdbc:postgresql:chat")));
    }

    @Test
    void a_second_process_on_one_folder_is_refused_whichever_server_runs_it() throws Exception {
        try (ServerProcess first = ServerProcess.start(data, 0)) {
            assertEquals(
                    "The data folder " + data + " is in use by another process or chat",
                    refusal(List.of()),
                    first.output());
            assertEquals("The database in " + data + " is in use by another process or chat", refusal(Map.of()));
        }
    }

    private static void startsWith(String expected, String told) {
        assertEquals(expected, told.substring(0, Math.min(expected.length(), told.length())));
    }
}

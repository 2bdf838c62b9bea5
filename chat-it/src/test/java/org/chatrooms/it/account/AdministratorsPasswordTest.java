package org.chatrooms.it.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How somebody who has the machine gets in: at the first start, and again when the password is lost. */
class AdministratorsPasswordTest {
    private static final String PASSWORD = "[a-z0-9]{5}(-[a-z0-9]{5}){3}";

    @TempDir
    private Path data;

    private ServerProcess reset(String name) throws Exception {
        return ServerProcess.run("--data", data.toString(), "--reset-password", name);
    }

    private static void assertIsForItsOwnerAlone(Path file) throws Exception {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void it_is_printed_and_kept_at_the_first_start_only_and_a_reset_makes_another_and_signs_everybody_out()
            throws Exception {
        String old;
        Person admin;
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            String line = server.output().lines().findFirst().orElseThrow();
            assertEquals(line + "\n", Files.readString(data.resolve("administrator.txt")));
            assertIsForItsOwnerAlone(data.resolve("administrator.txt"));
            old = line.replaceFirst("^Administrator: admin / ", "");
            assertTrue(old.matches(PASSWORD), line);
            admin = Person.administrator(server.base(), data);
            assertEquals("admin", admin.nameOnPages());

            assertTrue(reset("admin").refusal().contains("in use"), "while the server has the database");
            assertEquals("admin", admin.nameOnPages());
        }

        assertEquals(
                "The password is not reset: There is no account nobody",
                reset("nobody").refusal());
        ServerProcess done = reset("ADMIN");
        assertEquals(0, done.exitCode(), done.output());
        assertTrue(done.output().matches("Password: admin / " + PASSWORD), done.output());
        String password = done.output().replaceFirst("^Password: admin / ", "");
        assertNotEquals(old, password);

        try (ServerProcess server = ServerProcess.start(data, 0)) {
            assertEquals(
                    List.of("Chatrooms is ready: " + server.link()),
                    server.output().lines().toList());
            assertEquals("", admin.at(server.base()).nameOnPages());
            Answers.page(400, new Person(server.base()).signIn("admin", old));
            Person again = new Person(server.base());
            Answers.redirect(again.signIn("admin", password));
            Answers.page(200, again.get("admin/"));
        }
    }

    @Test
    void without_a_database_there_is_nothing_to_reset_and_nothing_is_made() throws Exception {
        assertEquals(
                "The password is not reset: There is no database in " + data,
                reset("admin").refusal());
        try (var files = Files.list(data)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void in_a_database_that_only_the_container_knows_nothing_is_reset() throws Exception {
        ServerProcess reset = ServerProcess.run(
                "--data",
                data.toString(),
                "--reset-password",
                "admin",
                "-Dchatrooms.jdbc.jndiName=java:comp/env/jdbc/chat");

        assertEquals(
                "The password is not reset: chatrooms.jdbc.jndiName is known to the container alone: give"
                        + " chatrooms.jdbc.url instead",
                reset.refusal());
    }
}

package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.RawConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong in the ways in which any can be: an answer in the form of its URL, and nothing done. */
class EveryRowTest {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "NONSENSE");
    private static final List<String> NO_NUMBERS =
            List.of("", "x", "1.5", " 1", "1 ", "1e3", "0x1", "1,2", "\u0000", "9223372036854775808", "9".repeat(5000));
    private static final List<String> BROKEN = List.of("%zz", "%", "%4", "%4&a=b", "%u0041", "%ff", "%c3", "%ed%a0%80");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;
    private static Person root;
    private String latest;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "two", "three");
        server = EmbeddedServer.start(data);
        root = Person.signedIn(server.base(), "root");
    }

    @BeforeEach
    void somebody_comes_in() throws Exception {
        ann = Person.guest(server.base(), "ann");
        latest = latest();
    }

    private static Person somebodyFor(Row row) {
        return row.isForAccounts() ? root : ann;
    }

    private static String latest() throws Exception {
        return ann.get("get_latest_msg_id/", "room_id", "1").body();
    }

    @AfterEach
    void nothing_was_said() throws Exception {
        assertEquals(latest, latest());
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void another_method_is_405(Row row) throws Exception {
        for (String method : METHODS) {
            if (!row.methods().contains(method)) {
                Person person = somebodyFor(row);
                row.assertError(405, person.send(person.request(row.path()).method(method, BodyPublishers.noBody())));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void a_parameter_that_is_missing_is_400_and_named(Row row) throws Exception {
        for (String parameter : row.required()) {
            String error = row.assertError(400, row.sendWithout(parameter, somebodyFor(row)));
            assertTrue(error.contains(parameter + " is missing"), error);
        }
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void a_parameter_that_comes_twice_is_400_and_named(Row row) throws Exception {
        for (String parameter : row.required()) {
            String error = row.assertError(400, row.sendTwice(parameter, somebodyFor(row)));
            assertTrue(error.contains(parameter + " is given more than once"), error);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rooms/?page=1&page=1",
                "setguestname/?room_slug=lobby&room_slug=lobby",
                "admin/people/?name=two&name=two",
                "admin/room/?id=1&id=1",
                "login/?next=/chat/rooms/&next=/chat/rooms/",
            })
    void so_is_one_that_need_not_be_there(String path) throws Exception {
        Person person = path.startsWith("login") ? ann : root; // who is signed in is led on
        assertTrue(Answers.page(400, person.get(path)).contains(" is given more than once"));
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void what_should_be_a_number_and_is_none_is_400(Row row) throws Exception {
        for (String parameter : row.numbers()) {
            for (String value : NO_NUMBERS) {
                String error = row.assertError(400, row.sendWith(parameter, value, somebodyFor(row)));
                assertTrue(error.contains(parameter + " must be a number"), error);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Row.class)
    void a_broken_encoding_is_400(Row row) throws Exception {
        for (String broken : BROKEN) {
            if (row.isPost()) {
                row.assertError(
                        400,
                        ann.send(ann.request(row.path())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("unknown=" + broken))));
                continue;
            }
            try (RawConnection connection = new RawConnection(server.base())) {
                connection.get(row.path() + "?unknown=" + broken);
                String answer = connection.answer();
                assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
                assertTrue(answer.contains(row.isAjax() ? "{\"error\":" : "<!DOCTYPE html>"), answer);
            }
        }
    }
}

package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a parameter is neither a header of the answer nor a part of a question to the database. */
class InjectionTest {
    private static final List<String> HEADERS = List.of(
            "lobby\r\nX-Injected: 1",
            "/chat/rooms/\r\nX-Injected: 1\r\n\r\n<script>",
            "/chat/rooms/\nX-Injected: 1",
            "/chat/rooms/\rX-Injected: 1",
            "/chat/rooms/%0d%0a\u560d\u560aX-Injected: 1"); // whose lower bytes are CR and LF

    private static final List<String> SQL = List.of(
            "'",
            "\"",
            "' OR '1'='1",
            "x'); DELETE FROM chat_account; --",
            "1; DROP TABLE chat_room",
            "'||(SELECT password_hash FROM chat_account LIMIT 1)||'",
            "ro/**/ot",
            "\\'",
            "%",
            "_",
            "!",
            "root\0",
            "?");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person root;
    private static Person guest;
    private static Person visitor;

    @BeforeAll
    static void start() throws Exception {
        DataFolder.makePeople(data, "root", "two", "100!_%");
        DataFolder.makeRoom(data, new Room(0, "Locked", "locked", "", true, true, DataFolder.hash("open sesame")));
        server = EmbeddedServer.start(data);
        root = Person.signedIn(server.base(), "root");
        guest = Person.guest(server.base(), "gil");
        guest.say("hello");
        visitor = new Person(server.base());
    }

    /**
     * A request that is nearly in order: it changes nothing, and does not wait.
     *
     * @param form names and values
     */
    private record Question(boolean isPost, String path, List<String> form) {
        static Question get(String path, String... form) {
            return new Question(false, path, List.of(form));
        }

        static Question post(String path, String... form) {
            return new Question(true, path, List.of(form));
        }

        /** One for each parameter, with that in its place. */
        List<HttpResponse<String>> answersTo(String text, Person person) throws Exception {
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (int i = 1; i < form.size(); i += 2) {
                if (path.equals("admin/room/") && form.get(i - 1).equals("password")) {
                    continue; // nobody is asked for it, and to hash one takes long
                }
                String[] changed = form.toArray(String[]::new);
                changed[i] = text;
                answers.add(isPost ? person.post(path, changed) : person.get(path, changed));
            }
            return answers;
        }

        /** Whether somebody who is signed in is led on before anything is looked at. */
        boolean isForGuests() {
            return path.equals("setguestname/");
        }

        @Override
        public String toString() {
            return (isPost ? "POST " : "GET ") + path;
        }
    }

    /** All but names and passwords for signing in: to be wrong takes long there, and is tested elsewhere. */
    static Stream<Question> questions() {
        return Stream.of(
                Question.get("rooms/", "page", "1"),
                Question.get("rooms", "page", "1"),
                Question.get("setguestname/", "room_slug", "lobby"),
                Question.post("setguestname/", "guest_name", "two", "room_slug", "lobby"),
                Question.get("login/", "next", "/chat/rooms/"),
                Question.get("login", "next", "/chat/rooms/"),
                Question.get("register/", "next", "/chat/rooms/"),
                Question.post("register/", "username", "two", "password", "short", "next", "/chat/rooms/"),
                Question.post("unlock/", "room_slug", "locked", "password", "wrong"),
                Question.get("new_password/", "link", "x"),
                Question.get("new_password", "link", "x"),
                Question.post("new_password/", "link", "x", "new_password", "x"),
                Question.post("account/", "current_password", "wrong", "new_password", "battery staple"),
                Question.post("account/delete/", "current_password", "wrong"),
                Question.get("subscribers/", "room_slug", "lobby"),
                Question.get("subscribers", "room_slug", "lobby"),
                Question.post("subscribers/", "room_slug", "nowhere", "username", "two", "act", "add"),
                Question.post("subscribers/", "room_slug", "lobby", "username", "nobody", "act", "add"),
                Question.get("admin/people/", "name", "two"),
                Question.get("admin/people", "name", "two"),
                Question.post("admin/people/", "id", "99", "act", "disable"),
                Question.post("admin/people/", "id", "3", "act", "nothing"),
                Question.get("admin/room/", "id", "1"),
                Question.get("admin/room/delete/", "id", "1"),
                Question.post("admin/room/delete/", "id", "99"),
                Question.post("admin/room/", AdminForms.room("name", "Lobby", "slug", "lobby")),
                Question.post("admin/room/", AdminForms.room("id", "99", "name", "Other", "slug", "other")),
                Question.get("get_latest_msg_id/", "room_id", "1"),
                Question.get("get_messages/", "room_id", "1", "latest_message_id", "0", "latest_date", ""),
                Question.post("send_message/", "room_id", "99", "message", "x", "client_key", "x"),
                Question.post("notify_users_list/", "room_id", "1"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void no_parameter_becomes_a_header(Question question) throws Exception {
        for (String text : HEADERS) {
            for (Person person : List.of(root, visitor)) {
                for (HttpResponse<String> answer : question.answersTo(text, person)) {
                    assertTrue(answer.statusCode() < 500, answer.body());
                    assertTrue(answer.headers().firstValue("X-Injected").isEmpty(), text);
                    assertFalse(Answers.header("Location", answer).matches("(?s).*[\\r\\n].*"), text);
                    Answers.tellsNothing(answer.body());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./%0d%0aX-Injected:%201",
                "room/lobby%0d%0aX-Injected:%201",
                "room/%0d%0aX-Injected:%201/",
                "admin/%0d%0aX-Injected:%201",
                "login?next=%0d%0aX-Injected:%201",
                "static/%0d%0aX-Injected:%201",
                "./%E5%98%8D%E5%98%8AX-Injected:%201",
            })
    void nor_does_a_path(String path) throws Exception {
        for (Person person : List.of(root, visitor)) {
            HttpResponse<String> answer = person.get(path);

            assertTrue(answer.statusCode() < 500, answer.body());
            assertTrue(answer.headers().firstValue("X-Injected").isEmpty(), path);
            Answers.tellsNothing(answer.body());
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void no_parameter_is_read_as_a_part_of_the_question_to_the_database(Question question) throws Exception {
        for (String text : SQL) {
            for (HttpResponse<String> answer : question.answersTo(text, question.isForGuests() ? guest : root)) {
                // What it means to the database would be an error of it, or rows that nobody asked for.
                assertTrue(answer.statusCode() < 500, text + " " + answer.body());
                assertFalse(answer.body().contains("pbkdf2"), answer.body());
                Answers.tellsNothing(answer.body());
            }
        }
        String people = Answers.page(200, root.get("admin/people/"));
        assertTrue(people.contains(">root<") && people.contains(">two<") && people.contains(">100!_%<"), people);
        AdminForms.roomId(root, "lobby");
        assertEquals("hello", guest.poll(-1).get(0).content());
        Answers.redirect(new Person(server.base()).signIn("two", Person.PASSWORD));
    }

    @Test
    void a_part_of_a_name_is_looked_for_to_the_letter() throws Exception {
        for (String text : SQL) {
            boolean isInOne = List.of("%", "_", "!").contains(text);
            String page = Answers.page(200, root.get("admin/people/", "name", text));
            assertEquals(isInOne, page.contains(">100!_%<"), text);
            assertEquals(!isInOne, page.contains("Nobody has such a name."), text);
            assertFalse(page.contains(">two<"), text);
        }
    }
}

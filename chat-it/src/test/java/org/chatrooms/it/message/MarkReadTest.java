package org.chatrooms.it.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST mark_read/}, and what the list of rooms makes of it. */
class MarkReadTest {
    private static final Pattern UNREAD = Pattern.compile("<em class=\"unread\">([^<]*)</em>");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static long club;

    @BeforeAll
    static void start() throws Exception {
        club = DataFolder.makeRoom(data, new Room(0, "Club", "club", "", false, false, java.util.Optional.empty()));
        server = EmbeddedServer.start(data);
    }

    @Test
    void the_list_of_rooms_counts_what_an_account_has_not_read_yet() throws Exception {
        Person ann = Person.account(server.base(), "ann");
        Person bob = Person.account(server.base(), "bob");
        bob.say("before anybody came");
        assertEquals(List.of(), unread(ann));

        read(ann, Person.LOBBY, 1);
        read(ann, club, -1);
        assertEquals(List.of(), unread(ann));
        bob.say("one");
        bob.say("two");
        bob.say(club, "three", UUID.randomUUID());
        ann.say("my own");
        assertEquals(List.of("1 new", "2 new"), unread(ann)); // in the order of the rooms: Club, Lobby
        assertEquals(List.of(), unread(bob));

        read(ann, Person.LOBBY, Long.MAX_VALUE);
        read(ann, Person.LOBBY, 1);
        assertEquals(List.of("1 new"), unread(ann));
        bob.say("after what was not there yet");
        assertEquals(List.of("1 new", "1 new"), unread(ann));
        assertEquals(List.of(), unread(new Person(server.base())));
    }

    @Test
    void a_guest_has_no_place_for_it() throws Exception {
        var answer = Answers.json(
                401, Person.guest(server.base(), "zoe").post("mark_read/", "room_id", "1", "message_id", "1"));

        assertEquals(
                "/chat/login/?next=%2Fchat%2Froom%2Flobby%2F",
                answer.get("login_url").getAsString());
    }

    private static void read(Person person, long room, long message) throws Exception {
        var answer = person.post("mark_read/", "room_id", Long.toString(room), "message_id", Long.toString(message));
        assertEquals("200 Noted", answer.statusCode() + " " + answer.body());
    }

    private static List<String> unread(Person person) throws Exception {
        return UNREAD.matcher(Answers.page(200, person.get("rooms/")))
                .results()
                .map(MatchResult::group)
                .map(found -> UNREAD.matcher(found).replaceFirst("$1"))
                .toList();
    }
}

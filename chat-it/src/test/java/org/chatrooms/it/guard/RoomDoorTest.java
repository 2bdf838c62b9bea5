package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rooms that somebody must not enter, asked for by their number. */
class RoomDoorTest {
    private static final String PRIVATE = "2";
    private static final String MEMBERS = "3";

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static List<Person> people;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer.makeRooms(
                data,
                new Room(0, "Private", "private", "", true, true, Optional.empty()),
                new Room(0, "Members", "members", "", false, false, Optional.empty()));
        server = EmbeddedServer.start(data);
        people = List.of(new Person(server.base()), Person.guest(server.base(), "ann"));
    }

    @ParameterizedTest
    @EnumSource(names = {"GET_LATEST_MSG_ID", "GET_MESSAGES", "SEND_MESSAGE", "GET_USERS_LIST", "NOTIFY_USERS_LIST"})
    void what_is_not_there_is_404_a_private_room_too_and_one_for_accounts_is_401(Row row) throws Exception {
        for (Person person : people) {
            for (String nowhere : List.of("0", "-1", "99", "9223372036854775807")) {
                assertEquals("Not found", Answers.jsonError(404, row.sendWith("room_id", nowhere, person)));
            }
            assertEquals("Not found", Answers.jsonError(404, row.sendWith("room_id", PRIVATE, person)));
            Answers.jsonError(401, row.sendWith("room_id", MEMBERS, person));
        }
    }
}

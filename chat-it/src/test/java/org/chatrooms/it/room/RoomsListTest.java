package org.chatrooms.it.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET rooms/} in a chat with the lobby, 45 rooms for everybody, and two that guests do not see. */
class RoomsListTest {
    private static final Pattern LINK = Pattern.compile("href=\"/chat/room/([^/\"]+)/\"");

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person visitor;

    @BeforeAll
    static void start() throws Exception {
        List<Room> rooms = new ArrayList<>(IntStream.rangeClosed(1, 45)
                .mapToObj(n -> Room.open("Room %02d <b>".formatted(n), "room-%02d".formatted(n), "<i>"))
                .toList());
        rooms.add(new Room(0, "Room 00 private", "private", "", true, true, Optional.empty()));
        rooms.add(new Room(0, "Room 00 members", "members", "", false, false, Optional.empty()));
        EmbeddedServer.makeRooms(data, rooms.toArray(Room[]::new));
        server = EmbeddedServer.start(data);
        visitor = new Person(server.base());
    }

    @ParameterizedTest
    @CsvSource({
        "'', lobby, room-19, 20",
        "?page=1, lobby, room-19, 20",
        "?page=2, room-20, room-39, 20",
        "?page=3, room-40, room-45, 6"
    })
    void twenty_rooms_a_page_stand_in_the_order_of_their_names_and_only_those_that_guests_may_enter(
            String query, String first, String last, int count) throws Exception {
        List<String> rooms = LINK.matcher(Answers.page(200, visitor.get("rooms/" + query)))
                .results()
                .map(MatchResult::group)
                .map(link -> LINK.matcher(link).replaceFirst("$1"))
                .toList();

        assertEquals(List.of(first, last), List.of(rooms.get(0), rooms.get(rooms.size() - 1)));
        assertEquals(count, rooms.stream().distinct().count());
        assertEquals(count, rooms.size());
    }

    @Test
    void names_and_descriptions_are_text_and_not_markup() throws Exception {
        String page = Answers.page(200, visitor.get("rooms/"));

        assertTrue(page.contains("Room 01 &lt;b&gt;"), page);
        assertFalse(page.contains("<b>") || page.contains("<i>"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4", "99999999999"})
    void a_page_that_is_not_there_is_404(String page) throws Exception {
        Answers.page(404, visitor.get("rooms/", "page", page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=", "page=x", "page=1.5", "page=99999999999999999999", "page=1&page=1"})
    void a_page_that_is_no_number_is_400(String query) throws Exception {
        Answers.page(400, visitor.get("rooms/?" + query));
    }

    @ParameterizedTest
    @CsvSource({"'', rooms/", "rooms, rooms/", "rooms?page=2, rooms/?page=2"})
    void the_root_of_the_mount_and_the_name_without_a_slash_lead_here(String path, String target) throws Exception {
        assertEquals("/chat/" + target, Answers.redirect(visitor.get(path)));
    }
}

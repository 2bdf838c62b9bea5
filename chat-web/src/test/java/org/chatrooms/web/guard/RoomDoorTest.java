package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Room;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomDoorTest {
    private static final ChatUser GUEST = ChatUser.guest("a", "ann");
    private static final ChatUser ACCOUNT = ChatUser.account(1, "alice");

    @TempDir
    static Path folder;

    private static HikariDataSource dataSource;
    private static RoomRepository rooms;

    @BeforeAll
    static void build() {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
        rooms = new RoomRepository(new Database(dataSource));
        rooms.create(new Room(0, "Open", "open", "", true, false, Optional.empty()));
        rooms.create(new Room(0, "Members", "members", "", false, false, Optional.empty()));
        rooms.create(new Room(0, "Private", "private", "", true, true, Optional.empty()));
        rooms.create(new Room(0, "Both", "both", "", false, true, Optional.of("hash")));
    }

    @AfterAll
    static void close() {
        dataSource.close();
    }

    private final RoomDoor door = new RoomDoor(rooms);

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    room,    nobody, guest, account
                    open,    200,    200,   200
                    members, 403,    403,   200
                    private, 404,    404,   404
                    both,    404,    404,   404
                    missing, 404,    404,   404
                    """)
    void who_may_enter(String slug, int nobody, int guest, int account) {
        assertEquals(nobody, status(slug, null));
        assertEquals(guest, status(slug, GUEST));
        assertEquals(account, status(slug, ACCOUNT));
    }

    @Test
    void a_number_opens_the_same_room_as_its_name() {
        Room open = door.enter("open", visit(GUEST));

        assertEquals(open, door.enter(open.id(), visit(GUEST)));
    }

    @Test
    void whoever_says_something_needs_a_name() {
        Room room = door.enter("open", visit(null));
        HttpError error = assertThrows(HttpError.class, () -> door.named(room, visit(null)));

        assertEquals(401, error.status());
        assertEquals(Optional.of("/chat/setguestname/?room_slug=open"), error.loginUrl());
        assertEquals(GUEST, door.named(room, visit(GUEST)));
    }

    /** Both ways in must say the same. */
    private int status(String slug, ChatUser user) {
        long id = rooms.findBySlug(slug).map(Room::id).orElse(-1L);
        int byNumber = status(() -> door.enter(id, visit(user)));
        assertEquals(byNumber, status(() -> door.enter(slug, visit(user))));
        return byNumber;
    }

    private static int status(Runnable entering) {
        try {
            entering.run();
            return 200;
        } catch (HttpError e) {
            return e.status();
        }
    }

    private static Visit visit(ChatUser user) {
        Visit visit = new Visit("/chat", "");
        visit.setUser(user);
        return visit;
    }
}

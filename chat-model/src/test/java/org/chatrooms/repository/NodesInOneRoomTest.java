package org.chatrooms.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chatrooms.TestDatabase;
import org.chatrooms.TestRooms;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.spi.InBackground;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes store messages in one room. For a second; with {@code mvn verify -Pfaults} for a minute. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NodesInOneRoomTest {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("chat.nodes.seconds", 1));
    private static final int SENDERS = 4;

    /** How far back the reader looks for ids that it has not seen. */
    private static final int WINDOW = 2_000;

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    @Test
    void no_id_becomes_visible_after_a_larger_one() throws Exception {
        dataSource = kind.open(folder);
        long room = TestRooms.create(dataSource, "Tea", "tea");
        long end = System.nanoTime() + NANOS;
        List<InBackground<Integer>> senders = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            MessageRepository messages = new MessageRepository(new Database(dataSource));
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.add(InBackground.start(() -> sendUntil(end, messages, room)));
            }
        }

        Set<Long> seen = new HashSet<>();
        long largest = 0;
        while (System.nanoTime() < end) {
            long before = largest;
            for (long id : ids(room, before - WINDOW)) {
                assertTrue(!seen.add(id) || id > before, id + " came after " + before);
                largest = Math.max(largest, id);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }

        int sent = 0;
        for (InBackground<Integer> sender : senders) {
            sent += sender.result();
        }
        assertEquals(sent, ids(room, 0).size());
        assertTrue(largest > 0, "the reader saw nothing");
    }

    private static int sendUntil(long end, MessageRepository messages, long room) {
        int sent = 0;
        while (System.nanoTime() < end) {
            ChatUser ann = ChatUser.guest("token", "ann");
            messages.append(new IncomingMessage(room, ann, "hi", Instant.now(), Optional.of(UUID.randomUUID())));
            sent++;
        }
        return sent;
    }

    /** As another process would read them. */
    private List<Long> ids(long room, long after) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT id FROM chat_message WHERE room_id = ? AND id > ?")) {
            query.setLong(1, room);
            query.setLong(2, after);
            try (ResultSet row = query.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
                return ids;
            }
        }
    }
}

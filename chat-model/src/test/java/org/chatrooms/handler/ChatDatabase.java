package org.chatrooms.handler;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chatrooms.model.Room;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.RoomSignals;

/**
 * The chat's embedded database, new, for the tests of handlers that keep their messages there:
 *
 * <pre>{@code
 * class PoliteHandlerTest extends MessageArchiveContract {
 *     @TempDir
 *     Path folder;
 *
 *     @AutoClose
 *     ChatDatabase database;
 *
 *     protected MessageHandler newHandler() {
 *         return new PoliteHandler();
 *     }
 *
 *     protected HandlerContext context(RoomSignals signals, Clock clock) {
 *         database = database == null ? new ChatDatabase(folder) : database;
 *         return database.context(signals, clock, Map.of());
 *     }
 *
 *     protected long newRoom() {
 *         return database.newRoom();
 *     }
 * }
 * }</pre>
 *
 * <p>Threading: any number of threads.
 */
public final class ChatDatabase implements AutoCloseable {
    private final HikariDataSource dataSource;

    /**
     * Makes it.
     *
     * @param folder an empty one
     */
    public ChatDatabase(Path folder) {
        dataSource = DataSources.h2(folder);
        DataSources.migrate(dataSource);
    }

    /**
     * What the chat hands to a handler.
     *
     * @param settings of the handler's own, by name
     */
    public HandlerContext context(RoomSignals signals, Clock clock, Map<String, String> settings) {
        return new HandlerContext(signals, Set::of, dataSource, settings, clock);
    }

    /** The number of a room that was not there before. */
    public long newRoom() {
        String name = UUID.randomUUID().toString();
        Database database = new Database(dataSource);
        return new RoomRepository(database, new Changes(database, Clock.systemUTC()))
                .create(Room.open(name, name, ""), Map.of())
                .id();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}

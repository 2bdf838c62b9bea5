package org.chatrooms.handler;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chatrooms.TestDatabase;
import org.chatrooms.TestRooms;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageArchiveContract;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.RoomSignals;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LocalMessageHandlerTest extends MessageArchiveContract {
    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    @AutoClose
    HikariDataSource dataSource;

    @Override
    protected MessageHandler newHandler() {
        return new LocalMessageHandler();
    }

    @Override
    protected HandlerContext context(RoomSignals signals, Clock clock) {
        if (dataSource == null) {
            dataSource = kind.open(folder);
        }
        return new HandlerContext(signals, Set::of, dataSource, Map.of(), clock);
    }

    @Override
    protected long newRoom() {
        String name = UUID.randomUUID().toString();
        return TestRooms.create(dataSource, name, name);
    }
}

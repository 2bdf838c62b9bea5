package org.chatrooms.it.plugin;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.MessageHandlerContract;
import org.chatrooms.spi.RoomSignals;

/** A site's own handler passes the contract test that is shipped for it. */
class MemoryHandlerTest extends MessageHandlerContract {
    private final Map<Long, List<MemoryHandler.Remark>> shared = new HashMap<>();
    private long rooms;

    @Override
    protected MessageHandler newHandler() {
        return new MemoryHandler(shared, id -> id <= rooms);
    }

    @Override
    protected HandlerContext context(RoomSignals signals, Clock clock) {
        return new HandlerContext(signals, Set::of, null, Map.of(), clock);
    }

    @Override
    protected long newRoom() {
        return ++rooms;
    }
}

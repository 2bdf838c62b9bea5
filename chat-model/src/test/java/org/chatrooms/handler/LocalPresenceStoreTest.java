package org.chatrooms.handler;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.spi.PresenceStoreContract;
import org.chatrooms.spi.RoomSignals;

class LocalPresenceStoreTest extends PresenceStoreContract {
    @Override
    protected PresenceStore newStore() {
        return new LocalPresenceStore();
    }

    @Override
    protected HandlerContext context(RoomSignals signals, Clock clock) {
        return new HandlerContext(signals, Set::of, null, Map.of(), clock);
    }
}

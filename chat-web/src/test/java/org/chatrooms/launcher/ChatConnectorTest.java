package org.chatrooms.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChatConnectorTest {
    private static final long GIB = 1L << 30;

    @Test
    void no_more_may_wait_than_the_heap_has_room_for() {
        assertEquals(20_000, ChatConnector.connections(8 * GIB));
        long ofOne = ChatConnector.connections(GIB);
        assertTrue(ofOne > 11_000 && ofOne * 68 * 1024 < GIB * 9 / 10, "of 1 GiB: " + ofOne);
        assertEquals(
                Long.toString(ChatConnector.connections(Runtime.getRuntime().maxMemory())),
                new ChatConnector().getProperty("maxConnections").toString());
    }
}

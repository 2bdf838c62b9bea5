package org.chatrooms.it.admin;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.chatrooms.handler.LocalMessageHandler;

/** The default, which lets go of a piece only when the test says so. */
public final class HeldHandler extends LocalMessageHandler {
    /** How many pieces may go. */
    static final Semaphore PIECES = new Semaphore(0);

    @Override
    public int forget(long roomId, Instant before, int limit) {
        PIECES.acquireUninterruptibly();
        return super.forget(roomId, before, limit);
    }
}

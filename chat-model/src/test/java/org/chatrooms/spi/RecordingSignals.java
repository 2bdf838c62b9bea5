package org.chatrooms.spi;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Remembers which signals were sent. Threading: any number of threads. */
public final class RecordingSignals implements RoomSignals {
    private final List<Long> roomChanges = new CopyOnWriteArrayList<>();
    private final List<Long> usersChanges = new CopyOnWriteArrayList<>();
    private volatile LongConsumer whenRoomChanges = roomId -> {};

    @Override
    public void roomChanged(long roomId) {
        whenRoomChanges.accept(roomId);
        roomChanges.add(roomId);
    }

    @Override
    public void usersChanged(long roomId) {
        usersChanges.add(roomId);
    }

    /** Lets a test look around at the very moment of the signal, on its thread. */
    public void whenRoomChanges(LongConsumer look) {
        whenRoomChanges = look;
    }

    /** How often {@link #roomChanged} was called for a room. */
    public int roomChanges(long roomId) {
        return Collections.frequency(roomChanges, roomId);
    }

    /** How often {@link #usersChanged} was called for a room. */
    public int usersChanges(long roomId) {
        return Collections.frequency(usersChanges, roomId);
    }
}

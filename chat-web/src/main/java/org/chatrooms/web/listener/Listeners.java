package org.chatrooms.web.listener;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.spi.MessageListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of a chat. Threading: any number of threads send; where there is no listener they come by nothing. */
public final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Listening> all;

    /** One for each room that somebody has written in since the start: they know what was told. */
    private final Map<Long, RoomSequence> rooms = new ConcurrentHashMap<>();

    public Listeners(List<MessageListener> listeners, Clock clock) {
        all = listeners.stream().map(listener -> new Listening(listener, clock)).toList();
    }

    /** Has a message stored, and lets the listeners know if it was; returns or throws what that does. */
    public ChatMessage store(IncomingMessage message, Function<IncomingMessage, ChatMessage> handler) {
        if (all.isEmpty()) {
            return handler.apply(message);
        }
        RoomSequence room = rooms.computeIfAbsent(message.roomId(), id -> new RoomSequence(this::tell));
        long turn = room.begin();
        Said said = null;
        try {
            ChatMessage stored = handler.apply(message);
            said = new Said(message.roomId(), message.sender(), stored);
            return stored;
        } finally {
            room.end(turn, said);
        }
    }

    private void tell(Said said) {
        all.forEach(listener -> listener.hear(said));
    }

    /** An older backup of the database was restored: ids that were told come again, for others. */
    public void forget() {
        rooms.values().forEach(RoomSequence::forget);
    }

    /** How many messages each missed because it was behind, by its class. */
    public Map<String, Long> missed() {
        return counts(Listening::missed);
    }

    /** How often each threw something, by its class. */
    public Map<String, Long> failed() {
        return counts(Listening::failed);
    }

    private Map<String, Long> counts(ToLongFunction<Listening> count) {
        Map<String, Long> counts = new TreeMap<>();
        all.forEach(listener -> counts.put(listener.name(), count.applyAsLong(listener)));
        return counts;
    }

    /** Returns when each has heard what was sent until now and is closed; those who need longer than 2 s are closed then. */
    @Override
    public void close() {
        all.forEach(Listening::stop);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Listening listener : all) {
            try {
                listener.close(Duration.ofNanos(end - System.nanoTime()));
            } catch (RuntimeException | Error e) {
                LOG.error("A listener did not close; going on with the rest", e);
            }
        }
    }
}

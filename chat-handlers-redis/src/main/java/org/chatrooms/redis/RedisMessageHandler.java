package org.chatrooms.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.RoomSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in the chat's database, and tells the other nodes over Redis when a room changed. Mirrors
 * {@code RedisMessageHandler} of django-chatrooms, but that Redis carries no text: what it loses is found by itself, within
 * two seconds. Setting: {@value RedisServer#URL}.
 *
 * <p>Threading: two threads for Redis, and one that looks for what was not heard of. None of them keeps anybody waiting.
 */
public class RedisMessageHandler extends LocalMessageHandler {
    private static final long SWEEP_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(RedisMessageHandler.class);

    /**
     * What this node has looked at, or is about to, of the rooms that somebody waits for. Hints do not get in here: one that is
     * forged would make those that follow look old.
     */
    private final Map<Long, Long> heads = new ConcurrentHashMap<>();

    private final LongAdder hintsHeard = new LongAdder();
    private final LongAdder sweeps = new LongAdder();
    private final LongAdder sweepFinds = new LongAdder();
    /** What this node was told of, true or not: only to count what it was not told of. */
    private final Map<Long, Long> hinted = new ConcurrentHashMap<>();

    private RoomSignals signals;
    private Supplier<Set<Long>> roomsWaitedFor;
    private HintPublisher publisher;
    private HintSubscriber subscriber;
    private ScheduledExecutorService sweeper;

    @Override
    public Set<String> settings() {
        return Set.of(RedisServer.URL);
    }

    @Override
    public void start(HandlerContext chat) {
        super.start(chat);
        signals = chat.signals();
        roomsWaitedFor = chat.roomsWaitedFor();
        RedisServer server = server(chat);
        Wire wire = wire(chat, server);
        publisher = new HintPublisher(server, wire);
        subscriber = new HintSubscriber(server, wire, this::heard, this::sweepSoon);
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "chatrooms-sweep");
            thread.setDaemon(true);
            return thread;
        });
        publisher.start();
        subscriber.start();
        ScheduledFuture<?> unused =
                sweeper.scheduleWithFixedDelay(this::sweepAndPing, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    RedisServer server(HandlerContext chat) {
        return RedisServer.of(chat.settings(), RedisServer.URL);
    }

    Wire wire(HandlerContext chat, RedisServer server) {
        return new PlainWire();
    }

    @Override
    public ChatMessage handleReceivedMessage(IncomingMessage message) {
        ChatMessage stored = super.handleReceivedMessage(message);
        heads.merge(message.roomId(), stored.id(), Math::max);
        publisher.say(new Hint(message.roomId(), stored.id()));
        return stored;
    }

    private void heard(Hint hint) {
        hintsHeard.increment();
        hinted.merge(hint.roomId(), hint.messageId(), Math::max);
        if (hint.messageId() > heads.getOrDefault(hint.roomId(), 0L)) {
            signals.roomChanged(hint.roomId());
        }
    }

    private void sweepSoon() {
        try {
            sweeper.execute(this::sweep);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: nobody is to be told any more", e);
        }
    }

    private void sweepAndPing() {
        sweep();
        subscriber.pingServer();
    }

    /** In one query for all rooms that somebody waits for. */
    private void sweep() {
        try {
            Set<Long> rooms = roomsWaitedFor.get();
            heads.keySet().retainAll(rooms);
            getLatestMessageIds(rooms).forEach((roomId, head) -> {
                Long before = heads.put(roomId, head);
                if (!head.equals(before)) {
                    if (before != null && head > hinted.getOrDefault(roomId, 0L)) {
                        sweepFinds.increment();
                    }
                    signals.roomChanged(roomId);
                }
            });
            hinted.keySet().retainAll(rooms);
            sweeps.increment();
        } catch (RuntimeException e) {
            LOG.warn("Could not look for messages of other nodes, trying again soon: {}", e.getMessage());
        }
    }

    @Override
    public Optional<String> trouble() {
        String troubles = Stream.of(subscriber.trouble(), publisher.trouble())
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return Optional.of(troubles).filter(text -> !text.isEmpty());
    }

    /**
     * Besides the default's: what went over Redis, the own hints that came back among it; and how often this node looked by
     * itself, and in how many rooms it found what nobody had told it.
     */
    @Override
    public Map<String, Long> counters() {
        Map<String, Long> counters = new HashMap<>(super.counters());
        counters.put("hints_published", publisher.published());
        counters.put("hints_heard", hintsHeard.sum());
        counters.put("sweeps", sweeps.sum());
        counters.put("sweep_finds", sweepFinds.sum());
        return counters;
    }

    @Override
    public void close() {
        try {
            if (sweeper != null) {
                sweeper.shutdown(); // it may be in the database, where nobody must be interrupted
                subscriber.stop();
                publisher.stop();
                if (!sweeper.awaitTermination(10, TimeUnit.SECONDS)) {
                    LOG.warn("A look for messages of other nodes did not end within 10 s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

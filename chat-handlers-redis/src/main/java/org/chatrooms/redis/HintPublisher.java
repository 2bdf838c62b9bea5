package org.chatrooms.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells the other nodes what changed here, on a thread and a connection of its own. What is still to be said of a room is its
 * latest message alone, so that nothing piles up while Redis is away or slow; it is said until Redis has taken it.
 *
 * <p>Threading: {@link #say} by any thread, returns at once and never throws.
 */
final class HintPublisher {
    private final RedisServer server;
    private final Wire wire;
    private final Map<Long, Long> toSay = new ConcurrentHashMap<>();
    private final Semaphore somethingToSay = new Semaphore(0);
    private final Outage outage =
            new Outage("Telling other nodes of messages over Redis", "people there see them up to 3 s late");
    private final BackOff backOff = new BackOff();
    private final LongAdder published = new LongAdder();
    private final Thread thread = new Thread(this::run, "chatrooms-redis-publisher");
    private volatile boolean isClosed;

    /** Of the thread alone. */
    private Connection connection;

    HintPublisher(RedisServer server, Wire wire) {
        this.server = server;
        this.wire = wire;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void say(Hint hint) {
        toSay.merge(hint.roomId(), hint.messageId(), Math::max);
        somethingToSay.release();
    }

    /** How many hints Redis took. */
    long published() {
        return published.sum();
    }

    /** Why it does not take any; empty as far as it does. */
    Optional<String> trouble() {
        return outage.trouble();
    }

    private void run() {
        try {
            while (!isClosed) {
                somethingToSay.acquire();
                somethingToSay.drainPermits();
                sayAll();
            }
        } catch (InterruptedException e) {
            // By whom? Not by us. What is not said any more, the other nodes find by themselves.
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void sayAll() throws InterruptedException {
        List<Hint> hints = new ArrayList<>();
        toSay.keySet().forEach(roomId -> hints.add(new Hint(roomId, toSay.remove(roomId))));
        try {
            if (connection == null) {
                connection = server.connect();
            }
            for (Hint hint : hints) {
                connection.executeCommand(
                        new CommandArguments(Command.PUBLISH).add(wire.saidOn()).add(wire.write(hint)));
                published.increment();
            }
            outage.ends();
            backOff.reset();
        } catch (RuntimeException | OutOfMemoryError e) { // whatever it is: this thread goes on
            outage.begins(e);
            disconnect();
            hints.forEach(this::say); // twice does no harm
            somethingToSay.release(); // to be tried again by itself, and known to work before somebody speaks
            if (!isClosed) {
                TimeUnit.MILLISECONDS.sleep(backOff.next());
            }
        }
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (JedisException e) {
                // It was broken before: that is why it is closed.
            }
            connection = null;
        }
    }

    /** Says what is still to be said, if Redis takes it. Within seconds. */
    void stop() throws InterruptedException {
        isClosed = true;
        somethingToSay.release();
        thread.join();
    }
}

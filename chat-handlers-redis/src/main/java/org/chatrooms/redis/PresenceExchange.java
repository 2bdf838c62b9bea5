package org.chatrooms.redis;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chatrooms.spi.PresenceStore;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells the other nodes once a second whom this one sees, and asks whom they see, on a thread and a connection of its own.
 *
 * <p>A node has a random name, a hash of its people, and a sorted set that says in which of its changes each of them changed
 * last. Both expire when it has not refreshed them for {@link PresenceStore#GONE_AFTER}, so that nobody has to clean up after
 * a node that died. How much of that time has passed tells others how long ago the node lived; with that they need no clock
 * but their own.
 *
 * <p>Cost: each second one small transaction, and for each other node one question of three parts, however many people there
 * are. Beyond that about 100 bytes for whoever comes, goes, falls silent or is seen again, once from their node and once to
 * each other, and the same each second for whoever types; nothing for being seen once more. Everybody is written when a connection is new, and read when a node is.
 *
 * <p>Threading: started and closed by one thread.
 */
final class PresenceExchange {
    private static final long EVERY_MILLIS = 1_000;

    private final RedisServer server;
    private final OwnPeople own;
    private final PeopleElsewhere elsewhere;
    private final Outage outage =
            new Outage("Sharing the users list over Redis", "each node shows its own people, and others for a minute");
    private final BackOff backOff = new BackOff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "chatrooms-redis-presence");

    /** Of the thread alone. */
    private Connection connection;

    PresenceExchange(RedisServer server, OwnPeople own, PeopleElsewhere elsewhere) {
        this.server = server;
        this.own = own;
        this.elsewhere = elsewhere;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            long pause;
            do {
                pause = exchange();
            } while (!closing.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by whom? Not by us; each node shows its own people
        } finally {
            disconnect();
        }
    }

    /** How long to wait before the next time. */
    private long exchange() {
        try {
            if (connection == null) {
                connection = server.connect();
                own.tellAllNext(); // what there was may be gone with the Redis that had it
            }
            own.tell(connection);
            elsewhere.ask(connection);
            outage.ends();
            backOff.reset();
            return EVERY_MILLIS;
        } catch (RuntimeException | OutOfMemoryError e) { // whatever it is: this thread goes on
            outage.begins(e);
            disconnect();
            return backOff.next();
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

    Optional<String> trouble() {
        return outage.trouble();
    }

    /** Within seconds. What was told stays until it expires, see {@link RedisPresenceStore}. */
    void stop() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

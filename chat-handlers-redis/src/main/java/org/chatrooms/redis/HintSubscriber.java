package org.chatrooms.redis;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears what other nodes say, on a thread and a connection of its own, for as long as it takes: when the connection breaks, or
 * Redis does not answer a ping within {@link #SILENCE_MILLIS}, it comes back by itself.
 *
 * <p>Threading: started and closed by one thread, pinged by another.
 */
final class HintSubscriber extends JedisPubSub {
    /** It is pinged every two seconds. */
    private static final int SILENCE_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(HintSubscriber.class);

    private final RedisServer server;
    private final Wire wire;
    private final Consumer<Hint> heard;
    private final Runnable subscribed;
    private final Outage outage = new Outage("Hearing of other nodes' messages over Redis", "they come up to 3 s late");
    private final BackOff backOff = new BackOff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "chatrooms-redis-subscriber");
    private volatile Connection connection;

    /**
     * @param heard called with what came; must return at once
     * @param subscribed called when it hears, and may have missed something before
     */
    HintSubscriber(RedisServer server, Wire wire, Consumer<Hint> heard, Runnable subscribed) {
        this.server = server;
        this.wire = wire;
        this.heard = heard;
        this.subscribed = subscribed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Why it does not hear; empty while it does. */
    Optional<String> trouble() {
        return outage.trouble();
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            do {
                listen();
            } while (!closing.await(backOff.next(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by whom? Not by us; the sweep finds what is not heard
        }
    }

    private void listen() {
        try (Connection connected = server.connect()) {
            connection = connected;
            if (!isClosed()) { // else whoever closes has not seen this one
                proceed(connected, wire.heardOn().toArray(String[]::new));
            }
        } catch (RuntimeException | OutOfMemoryError e) { // whatever it is: this node goes on hearing of the others
            if (!isClosed()) {
                outage.begins(e);
            }
        } finally {
            connection = null;
        }
    }

    /** Jedis waits for ever for what comes next; a server that went away without a word would never be noticed. */
    @Override
    public void onSubscribe(String name, int channels) {
        if (channels == wire.heardOn().size()) { // it is called for each
            connection.setSoTimeout(SILENCE_MILLIS);
            outage.ends();
            backOff.reset();
            subscribed.run();
        }
    }

    @Override
    public void onMessage(String name, String message) {
        wire.read(message).forEach(heard);
    }

    /** Makes a server that is there answer, so that silence means that it is not. */
    void pingServer() {
        try {
            if (isSubscribed()) {
                ping();
            }
        } catch (JedisException e) {
            LOG.debug("The connection to Redis broke; whoever reads from it notices, too", e);
        }
    }

    void stop() throws InterruptedException {
        closing.countDown();
        Connection open = connection;
        if (open != null) {
            try {
                open.forceDisconnect(); // whoever reads from it stops to
            } catch (java.io.IOException e) {
                LOG.debug("The connection to Redis was broken when it was closed", e);
            }
        }
        thread.join();
    }
}

package org.chatrooms.web;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.repository.SecretRepository;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.web.config.ChatConfig;
import org.chatrooms.web.config.PluginLoader;
import org.chatrooms.web.config.Setting;
import org.chatrooms.web.config.StartupException;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.hub.ChatHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs, built in one place and closed in the opposite order.
 *
 * <p>Threading: built and closed by the container's own thread; what it gives out is for all.
 */
final class ChatApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatApplication.class);
    private static final String TOKEN_KEY = "token";
    private static final int DELIVERY_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final Clock clock;
    private RoomRepository rooms;
    private PersonTokens tokens;
    private ChatHub hub;

    private ChatApplication(Clock clock) {
        this.clock = clock;
    }

    /**
     * Builds the chat and starts it.
     *
     * @param ticker starts whatever calls the tick, and gives what stops it
     * @throws StartupException with what has to be mended; nothing is left open
     */
    static ChatApplication start(ChatConfig config, Clock clock, Function<Runnable, AutoCloseable> ticker) {
        ChatApplication chat = new ChatApplication(clock);
        try {
            chat.build(config, ticker);
            return chat;
        } catch (RuntimeException | Error e) {
            chat.close();
            throw e;
        }
    }

    private void build(ChatConfig given, Function<Runnable, AutoCloseable> ticker) {
        toClose.push(DataSources::deregisterDrivers);
        MessageHandler handler = PluginLoader.load(given, Setting.MESSAGE_HANDLER_CLASS, MessageHandler.class);
        PresenceStore presence = PluginLoader.load(given, Setting.PRESENCE_STORE_CLASS, PresenceStore.class);
        Set<String> settingsOfPlugins = new HashSet<>(handler.settings());
        settingsOfPlugins.addAll(presence.settings());
        ChatConfig config = given.withSettingsOfPlugins(settingsOfPlugins);

        DataSource dataSource = ChatDatabase.open(config, toClose::push);
        Database database = new Database(dataSource);
        rooms = new RoomRepository(database);
        tokens = new PersonTokens(new SecretRepository(database).key(TOKEN_KEY), clock);

        ExecutorService deliveries = deliveryThreads();
        hub = new ChatHub(handler, presence, clock, deliveries);
        HandlerContext context = new HandlerContext(hub, hub::roomsWaitedFor, dataSource, config.given(), clock);
        toClose.push(handler);
        PluginLoader.start(config, Setting.MESSAGE_HANDLER_CLASS, () -> handler.start(context));
        toClose.push(presence);
        PluginLoader.start(config, Setting.PRESENCE_STORE_CLASS, () -> presence.start(context));
        toClose.push(() -> finish(deliveries));
        toClose.push(ticker.apply(hub::tick));
        toClose.push(hub::close);
    }

    private static ExecutorService deliveryThreads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(DELIVERY_THREADS, task -> {
            Thread thread = new Thread(task, "chatrooms-delivery-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Lets the threads end what they do; they may be in the database, where nobody must be interrupted. */
    private static void finish(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("A delivery did not end within 10 s");
        }
    }

    ChatHub hub() {
        return hub;
    }

    RoomRepository rooms() {
        return rooms;
    }

    PersonTokens tokens() {
        return tokens;
    }

    Clock clock() {
        return clock;
    }

    /** Whoever waits is answered first; the database goes last. */
    @Override
    public void close() {
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                LOG.error("Something did not close; going on with the rest", e);
            }
        }
    }
}

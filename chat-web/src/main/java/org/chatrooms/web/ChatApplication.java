package org.chatrooms.web;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.ActRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.ReadRepository;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.repository.SanctionRepository;
import org.chatrooms.repository.SecretRepository;
import org.chatrooms.spi.AccessPolicy;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.MessageListener;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.web.account.FirstAdministrator;
import org.chatrooms.web.admin.DailyWork;
import org.chatrooms.web.admin.RoomDeletion;
import org.chatrooms.web.admin.Works;
import org.chatrooms.web.config.ChatConfig;
import org.chatrooms.web.config.PluginLoader;
import org.chatrooms.web.config.Setting;
import org.chatrooms.web.config.StartupException;
import org.chatrooms.web.guard.Addresses;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.PasswordLinks;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.RoomKeys;
import org.chatrooms.web.guard.Undo;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.listener.Listeners;
import org.chatrooms.web.monitoring.Health;
import org.chatrooms.web.monitoring.Metrics;
import org.chatrooms.web.monitoring.MonitoringFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs, built in one place and closed in the opposite order.
 *
 * <p>Threading: built and closed by the container's own thread; what it gives out is for all.
 */
final class ChatApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatApplication.class);
    private static final int DELIVERY_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    final Clock clock;
    final RoomRepository rooms;
    final AccountRepository accounts;
    final ReadRepository reads;
    final SanctionRepository sanctions;
    final ActRepository acts;
    final Addresses addresses;
    final AccessPolicy policy;
    final PersonTokens tokens;
    final RoomKeys keys;
    final Undo undo;
    final Passwords passwords;
    final PasswordLinks passwordLinks;
    final Limits limits;
    final ChatHub hub;
    final Works works;
    final RoomDeletion deletion;
    final MonitoringFilter monitoring;

    /** Name and password of the administrator who was made at this start; empty if there was one. */
    final Optional<String> administrator;

    private final Deque<AutoCloseable> toClose;
    private final Sweep sweep;
    private final DailyWork daily;

    /**
     * Builds the chat and starts it.
     *
     * @param ticker starts whatever calls the tick, and gives what stops it
     * @throws StartupException with what has to be mended; nothing is left open
     */
    static ChatApplication start(ChatConfig config, Clock clock, Function<Runnable, AutoCloseable> ticker) {
        Deque<AutoCloseable> toClose = new ArrayDeque<>();
        try {
            return new ChatApplication(config, clock, ticker, toClose);
        } catch (RuntimeException | Error e) {
            close(toClose);
            throw e;
        }
    }

    private ChatApplication(
            ChatConfig given, Clock clock, Function<Runnable, AutoCloseable> ticker, Deque<AutoCloseable> toClose) {
        this.clock = clock;
        this.toClose = toClose;
        toClose.push(DataSources::deregisterDrivers);
        MessageHandler handler = PluginLoader.load(given, Setting.MESSAGE_HANDLER_CLASS, MessageHandler.class);
        PresenceStore presence = PluginLoader.load(given, Setting.PRESENCE_STORE_CLASS, PresenceStore.class);
        policy = PluginLoader.load(given, Setting.ACCESS_POLICY_CLASS, AccessPolicy.class);
        List<MessageListener> listeners =
                PluginLoader.loadAll(given, Setting.MESSAGE_LISTENER_CLASSES, MessageListener.class);
        Set<String> settingsOfPlugins = new HashSet<>(handler.settings());
        settingsOfPlugins.addAll(presence.settings());
        settingsOfPlugins.addAll(policy.settings());
        listeners.forEach(listener -> settingsOfPlugins.addAll(listener.settings()));
        ChatConfig config = given.withSettingsOfPlugins(settingsOfPlugins);

        DataSource dataSource = ChatDatabase.open(config, toClose::push);
        Database database = new Database(dataSource);
        Changes changes = new Changes(database, clock);
        rooms = new RoomRepository(database, changes);
        accounts = new AccountRepository(database, changes);
        reads = new ReadRepository(database);
        sanctions = new SanctionRepository(database, changes, clock);
        acts = new ActRepository(database);
        SecretRepository secrets = new SecretRepository(database);
        tokens = new PersonTokens(secrets.key("token"), clock, changes);
        keys = new RoomKeys(secrets.key("rooms"), clock);
        undo = new Undo(secrets.key("undo"), clock, changes);
        passwords = new Passwords();
        passwordLinks = new PasswordLinks(secrets.key("passwords"), accounts, clock);
        addresses = new Addresses(config.list(Setting.TRUSTED_PROXIES));
        limits = new Limits(rates(config), addresses, clock);

        ExecutorService deliveries = threads("delivery", DELIVERY_THREADS);
        Listeners told = new Listeners(listeners, clock);
        hub = new ChatHub(handler, presence, told, clock, deliveries);
        listen(changes);
        changes.onRestoration(told::forget);
        changes.read();
        sweep = new Sweep(changes, deliveries, clock);
        monitoring = new MonitoringFilter(
                config.find(Setting.MOUNT).orElse(""),
                addresses,
                config.list(Setting.MONITORING_CLIENTS),
                new Health(hub, sweep::trouble, handler, presence),
                new Metrics(hub, handler, presence, told));

        HandlerContext context = new HandlerContext(hub, hub::roomsWaitedFor, dataSource, config.given(), clock);
        toClose.push(handler);
        PluginLoader.start(Setting.MESSAGE_HANDLER_CLASS, handler, () -> handler.start(context));
        toClose.push(presence);
        PluginLoader.start(Setting.PRESENCE_STORE_CLASS, presence, () -> presence.start(context));
        toClose.push(policy);
        PluginLoader.start(Setting.ACCESS_POLICY_CLASS, policy, () -> policy.start(context));
        toClose.push(told);
        for (MessageListener listener : listeners) {
            PluginLoader.start(Setting.MESSAGE_LISTENER_CLASSES, listener, () -> listener.start(context));
        }
        administrator = config.get(Setting.AUTHENTICATION).equals("own")
                ? FirstAdministrator.make(accounts, passwords, config.dataFolder())
                : Optional.empty();
        ExecutorService longWork = threads("work", 1);
        works = new Works(longWork);
        deletion = new RoomDeletion(rooms, hub, works);
        daily = new DailyWork(rooms, hub, changes, deletion, works, clock);
        toClose.push(() -> finish(longWork));
        toClose.push(works);
        toClose.push(() -> finish(deliveries));
        toClose.push(ticker.apply(this::tick));
        toClose.push(hub::close);
    }

    /** What changes about somebody, or about a room, sends those home who wait, to ask anew whether they may. */
    private void listen(Changes changes) {
        changes.listen(Changes.Kind.ROOM, id -> hub.releaseRoom(Long.parseLong(id)));
        changes.listen(Changes.Kind.ACCOUNT, id -> hub.release(ChatUser.key(ChatUser.Kind.ACCOUNT, id)));
        changes.listen(
                Changes.Kind.ROLE,
                roomAndAccount -> hub.release(
                        ChatUser.key(ChatUser.Kind.ACCOUNT, roomAndAccount.split(" ", 2)[1])));
        changes.listen(Changes.Kind.SANCTION, roomAndPerson -> {
            String[] parts = roomAndPerson.split(" ", 2);
            long roomId = Long.parseLong(parts[0]);
            if (sanctions.isBanned(roomId, parts[1], clock.instant())) {
                hub.leave(roomId, parts[1]);
            }
            if (parts[1].startsWith(ChatUser.GUEST_MARK)) { // of whom only the name is known
                hub.releaseRoom(roomId);
            } else {
                hub.release(parts[1]);
            }
        });
        changes.listen(
                Changes.Kind.TOKEN, tokenAndPerson -> hub.release(tokenAndPerson.split(" ", 2)[1]));
        changes.onRestoration(hub::releaseAll);
    }

    private static Limits.Rates rates(ChatConfig config) {
        return new Limits.Rates(
                config.isOn(Setting.LIMITS_ENABLED),
                config.number(Setting.LIMITS_MESSAGES_PER_SECOND),
                config.number(Setting.LIMITS_MESSAGE_BURST),
                config.number(Setting.LIMITS_SIGN_INS_PER_MINUTE),
                config.number(Setting.LIMITS_ROOM_PASSWORDS_PER_MINUTE),
                config.number(Setting.LIMITS_WAITING_PER_PERSON),
                config.number(Setting.LIMITS_WAITING_PER_ADDRESS));
    }

    /** The hub comes last: a plugin that fails in it must not keep this node from hearing who was signed out. */
    private void tick() {
        sweep.tick();
        limits.tick();
        daily.tick();
        hub.tick();
    }

    private static ExecutorService threads(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "chatrooms-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Lets the threads end what they do; they may be in the database, where nobody must be interrupted. */
    private static void finish(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("A thread did not end within 10 s");
        }
    }

    /** Whoever waits is answered first; the database goes last. */
    @Override
    public void close() {
        close(toClose);
    }

    private static void close(Deque<AutoCloseable> toClose) {
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                LOG.error("Something did not close; going on with the rest", e);
            }
        }
    }
}

package org.chatrooms.web.guard;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.PersonName;
import org.chatrooms.web.config.Network;
import org.chatrooms.web.http.HttpError;

/**
 * How often somebody may do something: a bucket of permits each, which fills up again while they do not; and how many of their
 * requests may wait at a time. Whoever is over it is told when to come again.
 *
 * <p>Threading: any number of threads; buckets that are full again are forgotten by {@link #tick}.
 */
public final class Limits {
    private static final Duration FORGET_EVERY = Duration.ofSeconds(10);
    private static final String TOO_FAST = "You are sending messages too fast";
    private static final String TOO_FAST_SEARCH = "You are searching too fast";
    private static final String TOO_FAST_NOTES = "Your page asks too often";
    private static final String TOO_MANY_TRIES = "Too many tries";
    private static final String TOO_MANY_TABS = "You have this chat open too often";
    private static final String TOO_MANY_HERE = "Too many people chat from your network";

    /** Seconds. Who waits is let go within a minute, and before that when a tab is closed. */
    private static final int COME_BACK_TO_WAIT = 10;

    /** Behind one address there may be a whole school. */
    private static final int PEOPLE_AT_AN_ADDRESS = 10;

    private final boolean isEnabled;
    private final Limit messages;
    private final Limit messagesFromAddress;
    private final Limit searches;
    private final Limit searchesFromAddress;
    private final Limit notes;
    private final Limit notesFromAddress;
    private final Limit signIns;
    private final Limit signInsFromAddress;
    private final Limit roomPasswords;
    private final Crowd waitingPeople;
    private final Crowd waitingAtAddresses;
    private final Addresses addresses;
    private final Clock clock;
    private Instant nextForgetting = Instant.MIN;

    /**
     * How much is too much.
     *
     * @param isEnabled whether there are any limits
     * @param messagesPerSecond how many messages a person may send for long
     * @param messageBurst how many at once
     * @param signInsPerMinute how many tries to sign in under one name an address has
     * @param roomPasswordsPerMinute how many tries for a room's password an address has
     * @param waitingPerPerson how many requests of a person may wait at a time
     * @param waitingPerAddress how many from an address
     */
    public record Rates(
            boolean isEnabled,
            int messagesPerSecond,
            int messageBurst,
            int signInsPerMinute,
            int roomPasswordsPerMinute,
            int waitingPerPerson,
            int waitingPerAddress) {}

    /** @param proxies whose {@code X-Forwarded-For} is believed */
    public Limits(Rates rates, List<Network> proxies, Clock clock) {
        this.clock = clock;
        this.addresses = new Addresses(proxies);
        this.isEnabled = rates.isEnabled();
        messages = new Limit(rates.messageBurst(), rates.messagesPerSecond(), Duration.ofSeconds(1));
        messagesFromAddress = messages.times(PEOPLE_AT_AN_ADDRESS);
        searches = messages.times(1);
        searchesFromAddress = searches.times(PEOPLE_AT_AN_ADDRESS);
        notes = messages.times(1);
        notesFromAddress = notes.times(PEOPLE_AT_AN_ADDRESS);
        signIns = new Limit(rates.signInsPerMinute(), rates.signInsPerMinute(), Duration.ofMinutes(1));
        signInsFromAddress = signIns.times(PEOPLE_AT_AN_ADDRESS);
        roomPasswords =
                new Limit(rates.roomPasswordsPerMinute(), rates.roomPasswordsPerMinute(), Duration.ofMinutes(1));
        waitingPeople = new Crowd(rates.waitingPerPerson());
        waitingAtAddresses = new Crowd(rates.waitingPerAddress());
    }

    /**
     * Somebody wants to send a message. Guests are counted by their address too: another guest is made in no time.
     *
     * @throws HttpError 429 if they sent too many lately
     */
    public void message(ChatUser person, HttpServletRequest request) {
        take(messages, messagesFromAddress, TOO_FAST, person, request);
    }

    /**
     * Somebody looks for something, which costs what many messages do not: as often as they may send one.
     *
     * @throws HttpError 429 if they did so too often lately
     */
    public void search(ChatUser person, HttpServletRequest request) {
        take(searches, searchesFromAddress, TOO_FAST_SEARCH, person, request);
    }

    /**
     * Somebody's page says something by itself, such as that they type: as often as they may send a message.
     *
     * @throws HttpError 429 if it did so too often lately
     */
    public void note(ChatUser person, HttpServletRequest request) {
        take(notes, notesFromAddress, TOO_FAST_NOTES, person, request);
    }

    private void take(Limit own, Limit fromAddress, String complaint, ChatUser person, HttpServletRequest request) {
        own.take(person.key(), complaint);
        if (person.isGuest()) {
            addresses.of(request).ifPresent(address -> fromAddress.take(address, complaint));
        }
    }

    /**
     * Somebody wants to sign in. Counted by name and address, so that nobody can lock others out of their account, and by
     * address alone, because each try costs much.
     *
     * @throws HttpError 429 if there were too many tries lately
     */
    public void signIn(String name, HttpServletRequest request) {
        addresses.of(request).ifPresent(address -> {
            signInsFromAddress.take(address, TOO_MANY_TRIES);
            // No account has a longer name, and what anybody may send must not fill the memory.
            String known = name.length() > ChatUser.MAX_USERNAME ? "" : PersonName.folded(name);
            signIns.take(known + " " + address, TOO_MANY_TRIES);
        });
    }

    /**
     * Somebody wants an account.
     *
     * @throws HttpError 429 if there were too many lately
     */
    public void register(HttpServletRequest request) {
        addresses.of(request).ifPresent(address -> signInsFromAddress.take(address, TOO_MANY_TRIES));
    }

    /**
     * Somebody gives a room's password.
     *
     * @throws HttpError 429 if there were too many tries lately
     */
    public void roomPassword(long roomId, HttpServletRequest request) {
        addresses.of(request).ifPresent(address -> roomPasswords.take(roomId + " " + address, TOO_MANY_TRIES));
    }

    /**
     * Somebody wants to wait: each who does holds a connection, and memory.
     *
     * @return to be run once, when they do no longer
     * @throws HttpError 429 if they wait too often already
     */
    public Runnable waiting(Optional<ChatUser> person, HttpServletRequest request) {
        if (!isEnabled) {
            return () -> {};
        }
        Optional<String> key = person.map(ChatUser::key);
        Optional<String> address = addresses.of(request);
        if (!key.map(waitingPeople::enter).orElse(true)) {
            throw HttpError.tooMany(TOO_MANY_TABS, COME_BACK_TO_WAIT);
        }
        if (!address.map(waitingAtAddresses::enter).orElse(true)) {
            key.ifPresent(waitingPeople::leave);
            throw HttpError.tooMany(TOO_MANY_HERE, COME_BACK_TO_WAIT);
        }
        return () -> {
            key.ifPresent(waitingPeople::leave);
            address.ifPresent(waitingAtAddresses::leave);
        };
    }

    /** Called about four times a second by one thread. */
    public void tick() {
        if (!nextForgetting.isAfter(clock.instant())) {
            nextForgetting = clock.instant().plus(FORGET_EVERY);
            Stream.of(
                            messages,
                            messagesFromAddress,
                            searches,
                            searchesFromAddress,
                            notes,
                            notesFromAddress,
                            signIns,
                            signInsFromAddress,
                            roomPasswords)
                    .forEach(Limit::forgetFull);
        }
    }

    /** How many are there of each, and no more than so many. */
    private static final class Crowd {
        private final int most;
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();

        Crowd(int most) {
            this.most = most;
        }

        boolean enter(String whose) {
            boolean[] isIn = {false};
            counts.compute(whose, (key, count) -> {
                int before = count == null ? 0 : count;
                isIn[0] = before < most;
                return isIn[0] ? Integer.valueOf(before + 1) : count;
            });
            return isIn[0];
        }

        void leave(String whose) {
            counts.computeIfPresent(whose, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private final class Limit implements TimeMeter {
        private final long burst;
        private final long permits;
        private final Duration period;
        private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

        Limit(long burst, long permits, Duration period) {
            this.burst = burst;
            this.permits = permits;
            this.period = period;
        }

        Limit times(int factor) {
            return new Limit(burst * factor, permits * factor, period);
        }

        void take(String whose, String complaint) {
            if (!isEnabled) {
                return;
            }
            ConsumptionProbe probe =
                    buckets.computeIfAbsent(whose, key -> full()).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill());
                throw HttpError.tooMany(complaint, (int) (millis / 1000 + 1));
            }
        }

        private Bucket full() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(permits, period))
                    .withCustomTimePrecision(this)
                    .build();
        }

        void forgetFull() {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= burst);
        }

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

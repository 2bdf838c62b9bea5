package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.PersonName;
import org.chatrooms.model.Room;
import org.chatrooms.web.http.HttpError;

/**
 * How often somebody may do something, and how many of their requests may wait at a time. Whoever is over it is told when to come
 * again.
 *
 * <p>Threading: any number of threads.
 */
public final class Limits {
    private static final Duration FORGET_EVERY = Duration.ofSeconds(10);
    private static final String TOO_FAST = "You are sending messages too fast";
    private static final String TOO_FAST_SEARCH = "You are searching too fast";
    private static final String TOO_FAST_NOTES = "Your page asks too often";
    private static final String TOO_FAST_HERE = "This room is in slow mode";
    private static final String TOO_MANY_TRIES = "Too many tries";
    private static final String TOO_MANY_TABS = "You have this chat open too often";
    private static final String TOO_MANY_HERE = "Too many people chat from your network";

    /** Seconds. Who waits is let go within a minute, and before that when a tab is closed. */
    private static final int COME_BACK_TO_WAIT = 10;

    /** Behind one address there may be a whole school. */
    private static final long PEOPLE_AT_AN_ADDRESS = 10;

    /** Then one a minute. Each edit stays in the log, and who takes the message back waits until all of them are blank. */
    private static final long EDITS_AT_ONCE = 20;

    private final boolean isEnabled;
    private final List<RateLimit> all = new ArrayList<>();
    private final PersonalLimit messages;
    private final PersonalLimit searches;
    private final PersonalLimit notes;
    private final RateLimit edits;
    private final RateLimit signIns;
    private final RateLimit signInsFromAddress;
    private final RateLimit roomPasswords;
    private final Crowd waitingPeople;
    private final Crowd waitingAtAddresses;
    private final Addresses addresses;
    private final Clock clock;

    /** Who said something in a room in slow mode, by room and person. */
    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

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

    /** @param addresses where requests come from */
    public Limits(Rates rates, Addresses addresses, Clock clock) {
        this.clock = clock;
        this.addresses = addresses;
        this.isEnabled = rates.isEnabled();
        messages = new PersonalLimit(rates, TOO_FAST);
        searches = new PersonalLimit(rates, TOO_FAST_SEARCH);
        notes = new PersonalLimit(rates, TOO_FAST_NOTES);
        edits = limit(TOO_FAST, EDITS_AT_ONCE, 1, Duration.ofMinutes(1));
        signIns = aMinute(rates.signInsPerMinute());
        signInsFromAddress = aMinute(rates.signInsPerMinute() * PEOPLE_AT_AN_ADDRESS);
        roomPasswords = aMinute(rates.roomPasswordsPerMinute());
        waitingPeople = new Crowd(rates.waitingPerPerson());
        waitingAtAddresses = new Crowd(rates.waitingPerAddress());
    }

    /**
     * Somebody wants to send a message.
     *
     * @throws HttpError 429 if they sent too many lately
     */
    public void message(ChatUser person, HttpServletRequest request) {
        messages.take(person, request);
    }

    /**
     * Somebody wants to edit a message; that it is sent counts as a {@link #message} besides.
     *
     * @throws HttpError 429 if they edited it too often
     */
    public void edit(ChatUser person, long roomId, long messageId) {
        take(edits, roomId + " " + messageId + " " + person.key());
    }

    /** @param until when they may say something else */
    private record Turn(Optional<UUID> clientKey, Instant until) {}

    /**
     * Somebody says something in a room that may be slowed down, which is a rule of the room and not a limit. What is not stored
     * does not count, and to try the same again is not to say something else.
     *
     * @param say stores it
     * @return what that returns
     * @throws HttpError 429 if they spoke less long ago than the room wants
     */
    public ChatMessage slowMode(Room room, IncomingMessage message, Supplier<ChatMessage> say) {
        Duration pause = Duration.ofSeconds(room.rules().slowMode());
        if (pause.isZero()) {
            return say.get();
        }
        Instant now = clock.instant();
        String who = room.id() + " " + message.sender().key();
        Turn wanted = new Turn(message.clientKey(), now.plus(pause));
        boolean[] isAgain = {false};
        turns.compute(who, (key, last) -> {
            if (last == null || !last.until().isAfter(now)) {
                return wanted;
            }
            if (last.clientKey().isEmpty() || !last.clientKey().equals(wanted.clientKey())) {
                throw HttpError.tooMany(
                        TOO_FAST_HERE, (int) Duration.between(now, last.until()).toSeconds() + 1);
            }
            isAgain[0] = true;
            return last;
        });
        try {
            return say.get();
        } catch (RuntimeException e) {
            if (!isAgain[0]) { // else it counts that the first try was stored
                turns.remove(who, wanted);
            }
            throw e;
        }
    }

    /**
     * Somebody looks for something, which costs what many messages do not: as often as they may send one.
     *
     * @throws HttpError 429 if they did so too often lately
     */
    public void search(ChatUser person, HttpServletRequest request) {
        searches.take(person, request);
    }

    /**
     * Somebody's page says something by itself, such as that they type: as often as they may send a message.
     *
     * @throws HttpError 429 if it did so too often lately
     */
    public void note(ChatUser person, HttpServletRequest request) {
        notes.take(person, request);
    }

    /**
     * Somebody wants to sign in. Counted by name and address, so that nobody can lock others out of their account, and by
     * address alone, because each try costs much.
     *
     * @throws HttpError 429 if there were too many tries lately
     */
    public void signIn(String name, HttpServletRequest request) {
        addresses.of(request).ifPresent(address -> {
            take(signInsFromAddress, address);
            // No account has a longer name, and what anybody may send must not fill the memory.
            String known = name.length() > ChatUser.MAX_USERNAME ? "" : PersonName.folded(name);
            take(signIns, known + " " + address);
        });
    }

    /**
     * Somebody wants an account.
     *
     * @throws HttpError 429 if there were too many lately
     */
    public void register(HttpServletRequest request) {
        addresses.of(request).ifPresent(address -> take(signInsFromAddress, address));
    }

    /**
     * Somebody gives a room's password.
     *
     * @throws HttpError 429 if there were too many tries lately
     */
    public void roomPassword(long roomId, HttpServletRequest request) {
        addresses.of(request).ifPresent(address -> take(roomPasswords, roomId + " " + address));
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
            turns.values().removeIf(turn -> !turn.until().isAfter(clock.instant()));
            all.forEach(RateLimit::forgetFull);
        }
    }

    /** Of what one person sends, as often as messages; of guests also for all of an address: another guest is made in no time. */
    private final class PersonalLimit {
        private final RateLimit own;
        private final RateLimit fromAddress;

        PersonalLimit(Rates rates, String complaint) {
            own = limit(complaint, rates.messageBurst(), rates.messagesPerSecond(), Duration.ofSeconds(1));
            fromAddress = limit(
                    complaint,
                    rates.messageBurst() * PEOPLE_AT_AN_ADDRESS,
                    rates.messagesPerSecond() * PEOPLE_AT_AN_ADDRESS,
                    Duration.ofSeconds(1));
        }

        void take(ChatUser person, HttpServletRequest request) {
            Limits.this.take(own, person.key());
            if (person.isGuest()) {
                addresses.of(request).ifPresent(address -> Limits.this.take(fromAddress, address));
            }
        }
    }

    private void take(RateLimit limit, String whose) {
        if (isEnabled) {
            limit.take(whose);
        }
    }

    private RateLimit aMinute(long tries) {
        return limit(TOO_MANY_TRIES, tries, tries, Duration.ofMinutes(1));
    }

    private RateLimit limit(String complaint, long burst, long permits, Duration period) {
        RateLimit limit = new RateLimit(complaint, burst, permits, period, clock);
        all.add(limit);
        return limit;
    }
}

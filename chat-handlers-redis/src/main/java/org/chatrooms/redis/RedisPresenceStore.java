package org.chatrooms.redis;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatrooms.handler.LocalPresenceStore;
import org.chatrooms.handler.Typists;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.PersonName;
import org.chatrooms.model.Presence;
import org.chatrooms.redis.Sighting.Place;
import org.chatrooms.spi.HandlerContext;

/**
 * One list of users over all nodes: those whom this node sees are in its memory, as in a {@link LocalPresenceStore}; those
 * whom others see come over Redis, a second or two later. Somebody who is on several nodes is one entry, under the name that
 * they took last; their date is right to within ten seconds. Setting: {@value RedisServer#URL}.
 *
 * <p>Who types elsewhere comes the same way, and stops a few seconds late.
 *
 * <p>Whoever leaves one node for good and has a tab open on another stays; who has none is gone from that one too as soon as
 * it shows, after some ten seconds. With Redis gone, each node shows its own people, and others until they are unseen for
 * {@link #GONE_AFTER}.
 *
 * <p>Closing takes nobody from the list. That a node stops says nothing about its people: most come back on another within
 * seconds, and would be gone and come again. Whoever does not is gone when whoever closes a tab is, by the same rule; and
 * nobody takes a guest's name meanwhile. When a node is killed, it is the same.
 *
 * <p>Threading: one thread for Redis, see {@link PresenceExchange}. Nobody else waits for Redis.
 */
public class RedisPresenceStore extends LocalPresenceStore {
    /** Of a room in which more people type nobody is told who. */
    private static final int MOST_TYPISTS = 5;

    private final Typists typistsElsewhere = new Typists();
    private Clock clock;
    private OtherNodes others;
    private OwnPeople own;
    private PresenceExchange exchange;

    @Override
    public Set<String> settings() {
        return Set.of(RedisServer.URL);
    }

    @Override
    public void start(HandlerContext chat) {
        super.start(chat);
        clock = chat.clock();
        others = new OtherNodes(chat.clock(), chat.signals(), this::shownName);
        own = new OwnPeople(chat.clock(), this::people, this::rooms, this::typistsHere);
        exchange = new PresenceExchange(
                RedisServer.of(chat.settings(), RedisServer.URL),
                own,
                new PeopleElsewhere(chat.clock(), own.node(), others, typistsElsewhere));
        exchange.start();
    }

    @Override
    public List<Presence> present(long roomId) {
        Map<String, Sighting> elsewhere = others.in(roomId);
        List<Presence> all = new ArrayList<>();
        people(roomId).forEach((key, entry) -> {
            Sighting there = elsewhere.remove(key);
            all.add(there == null ? entry.presence() : both(new Place(roomId, key), entry.presence(), there));
        });
        elsewhere.values().forEach(there -> all.add(new Presence(there.username(), there.until())));
        all.sort(Comparator.comparing(Presence::username));
        return List.copyOf(all);
    }

    @Override
    public List<String> typists(long roomId) {
        Map<String, String> all = typistsElsewhere.in(roomId, clock.instant());
        all.putAll(typists().in(roomId, clock.instant()));
        return all.values().stream().sorted().toList();
    }

    private String typistsHere() {
        return typists().rooms().stream()
                .flatMap(roomId -> typists().in(roomId, clock.instant()).entrySet().stream()
                        .limit(MOST_TYPISTS)
                        .map(typist -> new Place(roomId, typist.getKey()) + " " + typist.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private Optional<String> shownName(Place place) {
        Optional<Sighting> there = others.find(place);
        Entry here = people(place.roomId()).get(place.key());
        if (here == null) {
            return there.map(Sighting::username);
        }
        return Optional.of(there.map(seen -> both(place, here.presence(), seen))
                .orElse(here.presence())
                .username());
    }

    private Presence both(Place place, Presence here, Sighting there) {
        boolean isRenamedThere = !there.username().equals(here.username())
                && there.since().isAfter(own.namedSince(place, here.username()));
        Instant lastSeen = there.until().isAfter(here.lastSeen()) ? there.until() : here.lastSeen();
        return new Presence(isRenamedThere ? there.username() : here.username(), lastSeen);
    }

    @Override
    public void left(long roomId, ChatUser person) {
        Place place = new Place(roomId, person.key());
        boolean wasThere = shownName(place).isPresent();
        super.left(roomId, person);
        if (wasThere) {
            own.left(place);
        }
    }

    /** Another node heard that somebody left at that moment, which may be before this one saw them for the last time. */
    private void leftElsewhere(Place place, Instant when) {
        Entry here = people(place.roomId()).get(place.key());
        if (here != null) {
            Instant lastSeen = here.presence().lastSeen();
            boolean hasNoTab = lastSeen.isBefore(clock.instant().minus(OwnPeople.SILENT_AFTER));
            if (hasNoTab && lastSeen.isBefore(when.plus(OwnPeople.SILENT_AFTER))) {
                left(place.roomId(), place.key());
            }
        }
    }

    @Override
    public boolean isNameInUse(ChatUser person) {
        return super.isNameInUse(person) || others.isNameInUse(PersonName.folded(person.username()), person.key());
    }

    @Override
    public void tick() {
        super.tick();
        typistsElsewhere.forget(clock.instant());
        own.tick();
        others.tick().forEach(this::leftElsewhere);
    }

    @Override
    public Optional<String> trouble() {
        return exchange.trouble();
    }

    @Override
    public void close() {
        if (exchange != null) {
            exchange.stop();
        }
    }
}

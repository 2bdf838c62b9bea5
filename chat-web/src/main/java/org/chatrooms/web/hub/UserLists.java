package org.chatrooms.web.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;
import org.chatrooms.spi.PresenceStore;

/**
 * Everybody who waits for somebody to join or leave. Answers come with the ticker only, at least a second after the
 * question, so that a room that many people enter at once costs each of them one list a second.
 *
 * <p>Threading: signals and questions come from any thread; only the ticker's thread answers and forgets,
 * until the end.
 */
final class UserLists {
    static final Duration AT_LEAST = Duration.ofSeconds(1);
    static final Duration AT_MOST = Duration.ofSeconds(8);

    /**
     * Who waits without news is answered up to two seconds earlier, each in their turn: people who were answered at once, as
     * all are after a change, would otherwise ask and be answered in step ever after, and hold up everything else meanwhile.
     */
    private static final Duration STEP = Duration.ofMillis(250);

    private static final int STEPS = 8;

    /**
     * The protocol has no cursor for users: a change shortly before the question counts as news, so that one that happened
     * between two questions is not missed. At worst somebody gets the same list again.
     */
    private static final Duration LOOK_BACK = Duration.ofSeconds(2);

    private record Question(Instant asked, Instant end, Optional<ChatUser> person, Delivery<UserList> delivery) {
        boolean isOf(String personKey) {
            return person.isPresent() && person.get().key().equals(personKey);
        }

        /** With nobody else in the list: they may have lost the right to see it. Who still has it soon asks again. */
        void answerAlone(Instant now) {
            List<Presence> alone = person.map(somebody -> new Presence(somebody.username(), now)).stream()
                    .toList();
            delivery.deliver(new Shared<>(new UserList(now, alone)));
        }
    }

    private record Answer(Instant made, Shared<UserList> list) {}

    private final PresenceStore presence;
    private final Clock clock;
    private final Map<Long, Set<Question>> questions = new ConcurrentHashMap<>();
    private final Map<Long, Instant> lastChanges = new ConcurrentHashMap<>();
    private final Map<Long, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();

    UserLists(PresenceStore presence, Clock clock) {
        this.presence = presence;
        this.clock = clock;
    }

    void changed(long roomId) {
        lastChanges.put(roomId, clock.instant());
    }

    void ask(long roomId, Optional<ChatUser> person, Delivery<UserList> delivery) {
        Instant now = clock.instant();
        Duration earlier = STEP.multipliedBy(Math.floorMod(turns.getAndIncrement(), STEPS));
        Question question = new Question(now, now.plus(AT_MOST).minus(earlier), person, delivery);
        questions.compute(roomId, (id, known) -> {
            Set<Question> asked = known == null ? ConcurrentHashMap.newKeySet() : known;
            asked.add(question);
            return asked;
        });
    }

    /** For somebody who cannot wait. */
    void answerNow(long roomId, Delivery<UserList> delivery) {
        delivery.deliver(list(roomId, clock.instant()));
    }

    /** Everybody who has asked and waits, with their room. */
    void forEachPerson(BiConsumer<Long, ChatUser> action) {
        questions.forEach((roomId, asked) -> asked.stream()
                .filter(question -> !question.delivery().isOver()) // who was sent home is not here
                .forEach(question -> question.person().ifPresent(person -> action.accept(roomId, person))));
    }

    /** The rooms whose list this person waits for. */
    Set<Long> roomsOf(String personKey) {
        return questions.entrySet().stream()
                .filter(room -> room.getValue().stream().anyMatch(question -> question.isOf(personKey)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Sends this person home, see {@link Question#answerAlone}. */
    void release(String personKey) {
        Instant now = clock.instant();
        questions.forEach((roomId, asked) -> asked.stream()
                .filter(question -> question.isOf(personKey))
                .forEach(question -> question.answerAlone(now)));
    }

    /** Sends everybody home who asked for a room's list. */
    void releaseRoom(long roomId) {
        Instant now = clock.instant();
        questions.getOrDefault(roomId, Set.of()).forEach(question -> question.answerAlone(now));
        changed(roomId);
    }

    void tick(Instant now) {
        lastChanges
                .values()
                .removeIf(changed -> changed.isBefore(now.minus(AT_MOST).minus(LOOK_BACK)));
        answers.values().removeIf(answer -> !answer.made().plus(AT_LEAST).isAfter(now));
        for (Long roomId : questions.keySet()) {
            questions.computeIfPresent(roomId, (id, asked) -> {
                asked.removeIf(question -> question.delivery().isOver());
                return asked.isEmpty() ? null : asked;
            });
            for (Question question : questions.getOrDefault(roomId, Set.of())) {
                if (isDue(roomId, question, now)) {
                    answer(question, roomId, now);
                }
            }
        }
    }

    /** Answers everybody with the list as it is. */
    void answerAll() {
        Instant now = clock.instant();
        questions.forEach((roomId, asked) -> asked.forEach(question -> answer(question, roomId, now)));
    }

    private boolean isDue(long roomId, Question question, Instant now) {
        if (!question.end().isAfter(now)) {
            return true;
        }
        Instant change = lastChanges.get(roomId);
        return change != null
                && !change.isBefore(question.asked().minus(LOOK_BACK))
                && !question.asked().plus(AT_LEAST).isAfter(now);
    }

    private void answer(Question question, long roomId, Instant now) {
        try {
            question.delivery().deliver(list(roomId, now));
        } catch (RuntimeException e) {
            question.delivery().failed(e);
        }
    }

    private Shared<UserList> list(long roomId, Instant now) {
        return answers.computeIfAbsent(
                        roomId, id -> new Answer(now, new Shared<>(new UserList(now, presence.present(id)))))
                .list();
    }
}

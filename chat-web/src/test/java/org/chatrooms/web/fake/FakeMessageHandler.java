package org.chatrooms.web.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Message;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.RoomSignals;

/** Keeps messages in memory, and lets a test step in where it matters. Threading: any number of threads. */
public final class FakeMessageHandler implements MessageHandler {
    /** A call of {@link #retrieveMessages}. */
    public record Read(long roomId, long after) {}

    private static final ChatUser SENDER = ChatUser.guest("sender", "sender");
    private static final Instant FIRST_DATE = Instant.parse("2026-02-01T00:00:00Z");

    private final Map<Long, List<Message>> rooms = new HashMap<>();
    private final List<Read> reads = new ArrayList<>();
    private RoomSignals signals;
    private Throwable failure;
    private int recentReads;
    private long step = 1;
    private int mostAtOnce = Integer.MAX_VALUE;
    private int mostRecent = Integer.MAX_VALUE;
    private Duration ahead = Duration.ZERO;
    private Optional<Runnable> afterNextRead = Optional.empty();

    public void announceTo(RoomSignals whom) {
        signals = whom;
    }

    /** Stores a message and announces it. */
    public void say(long roomId, String text) {
        handleReceivedMessage(new IncomingMessage(roomId, SENDER, text, FIRST_DATE, Optional.empty()));
    }

    /** Stores messages without a word to anybody. Each has its own date. */
    public synchronized void store(long roomId, String... texts) {
        List<Message> room = rooms.computeIfAbsent(roomId, id -> new ArrayList<>());
        for (String text : texts) {
            long id = room.isEmpty() ? 1 : room.get(room.size() - 1).id() + step;
            Instant date = FIRST_DATE.plusSeconds(id).plus(ahead);
            room.add(new Message(roomId, id, Optional.empty(), SENDER.username(), date, text));
        }
    }

    /** Stores the change of a message, and announces it. */
    public void change(long roomId, Kind kind, long targetId, String text) {
        handleReceivedMessage(
                new IncomingMessage(roomId, SENDER, text, FIRST_DATE, Optional.empty(), kind, Optional.of(targetId)));
    }

    /** The room's messages were never there. */
    public synchronized void forget(long roomId) {
        rooms.remove(roomId);
    }

    /** An older backup was restored, and what is stored from now on has other dates. */
    public synchronized void goBackTo(long roomId, int count) {
        rooms.get(roomId).subList(count, rooms.get(roomId).size()).clear();
        ahead = ahead.plusDays(1);
    }

    /** From now on the ids of two neighbours differ by so much. */
    public synchronized void leaveHoles(long difference) {
        step = difference;
    }

    /** From now on it gives less than there is. */
    public synchronized void giveAtMost(int messages, int recent) {
        mostAtOnce = messages;
        mostRecent = recent;
    }

    public Instant dateOf(long roomId, long id) {
        return retrieveMessages(roomId, id - 1, 1).get(0).date();
    }

    /** From now on reading fails; null mends it. */
    public synchronized void fail(Throwable e) {
        failure = e;
    }

    /** How often the latest messages were read. */
    public synchronized int recentReads() {
        return recentReads;
    }

    private void maybeFail() {
        if (failure instanceof Error e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    /** Happens once, when the next reading has read and did not return yet. */
    public synchronized void afterNextRead(Runnable action) {
        afterNextRead = Optional.of(action);
    }

    /** The readings since this was asked last. */
    public synchronized List<Read> reads() {
        List<Read> copy = List.copyOf(reads);
        reads.clear();
        return copy;
    }

    @Override
    public ChatMessage handleReceivedMessage(IncomingMessage message) {
        ChatMessage stored;
        synchronized (this) {
            store(message.roomId(), message.content());
            List<Message> room = rooms.get(message.roomId());
            Message last = room.remove(room.size() - 1);
            Message entry = new Message(
                    last.roomId(),
                    last.id(),
                    last.userId(),
                    last.username(),
                    last.date(),
                    last.content(),
                    message.kind(),
                    message.targetId(),
                    false,
                    message.moderates());
            room.add(entry);
            stored = entry;
        }
        signals.roomChanged(message.roomId());
        return stored;
    }

    @Override
    public List<? extends ChatMessage> retrieveMessages(long roomId, long latestMessageId, int limit) {
        List<Message> found;
        Optional<Runnable> action;
        synchronized (this) {
            reads.add(new Read(roomId, latestMessageId));
            maybeFail();
            List<Message> room = rooms.getOrDefault(roomId, List.of());
            found = room.stream()
                    .filter(message -> message.id() > latestMessageId)
                    .limit(Math.min(limit, mostAtOnce))
                    .toList();
            action = afterNextRead;
            afterNextRead = Optional.empty();
        }
        action.ifPresent(Runnable::run);
        return found;
    }

    @Override
    public synchronized List<? extends ChatMessage> recentMessages(long roomId, int count) {
        maybeFail();
        recentReads++;
        List<Message> room = rooms.getOrDefault(roomId, List.of());
        return List.copyOf(room.subList(Math.max(0, room.size() - Math.min(count, mostRecent)), room.size()));
    }

    @Override
    public synchronized long getLatestMessageId(long roomId) {
        List<Message> room = rooms.getOrDefault(roomId, List.of());
        return room.isEmpty() ? -1 : room.get(room.size() - 1).id();
    }
}

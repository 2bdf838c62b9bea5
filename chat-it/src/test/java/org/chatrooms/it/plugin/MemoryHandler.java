package org.chatrooms.it.plugin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.RoomSignals;

/** Keeps messages of its own class, and only as long as the chat runs. Threading: any number, one at a time. */
public final class MemoryHandler implements MessageHandler {
    private final Map<Long, List<Remark>> rooms;
    private final LongPredicate isRoom;
    private RoomSignals signals;

    /** Nothing of the chat's but the four things that people read. */
    record Remark(long id, String username, Instant date, String content, String key) implements ChatMessage {}

    /** As the chat makes it, which lets nobody into a room that is not there. */
    public MemoryHandler() {
        this(new HashMap<>(), id -> true);
    }

    MemoryHandler(Map<Long, List<Remark>> rooms, LongPredicate isRoom) {
        this.rooms = rooms;
        this.isRoom = isRoom;
    }

    @Override
    public void start(HandlerContext chat) {
        signals = chat.signals();
    }

    @Override
    public ChatMessage handleReceivedMessage(IncomingMessage message) {
        if (!isRoom.test(message.roomId())) {
            throw new NoSuchRoom(message.roomId());
        }
        Remark remark = keep(message);
        signals.roomChanged(message.roomId());
        return remark;
    }

    private Remark keep(IncomingMessage message) {
        String key =
                message.clientKey().map(uuid -> message.sender().key() + uuid).orElse(null);
        synchronized (rooms) {
            List<Remark> said = rooms.computeIfAbsent(message.roomId(), id -> new ArrayList<>());
            for (Remark earlier : said) {
                if (key != null && key.equals(earlier.key())) {
                    if (!earlier.content().equals(message.content())) {
                        throw new ClientKeyConflict();
                    }
                    return earlier;
                }
            }
            said.add(new Remark(said.size() + 1, message.username(), message.date(), message.content(), key));
            return said.get(said.size() - 1);
        }
    }

    @Override
    public List<? extends ChatMessage> retrieveMessages(long roomId, long latestMessageId, int limit) {
        return all(roomId).stream()
                .filter(remark -> remark.id() > latestMessageId)
                .limit(limit)
                .toList();
    }

    @Override
    public List<? extends ChatMessage> recentMessages(long roomId, int count) {
        List<Remark> all = all(roomId);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    @Override
    public long getLatestMessageId(long roomId) {
        int count = all(roomId).size();
        return count == 0 ? -1 : count;
    }

    private List<Remark> all(long roomId) {
        synchronized (rooms) {
            return List.copyOf(rooms.getOrDefault(roomId, List.of()));
        }
    }
}

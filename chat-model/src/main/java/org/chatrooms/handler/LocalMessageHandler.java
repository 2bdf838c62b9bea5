package org.chatrooms.handler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.Author;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Found;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Search;
import org.chatrooms.repository.Database;
import org.chatrooms.repository.MessageRepository;
import org.chatrooms.repository.MessageRetention;
import org.chatrooms.repository.MessageSearch;
import org.chatrooms.spi.HandlerContext;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.RoomSignals;

/**
 * The default: keeps messages in the chat's database and tells this process when a room changed. Made to be extended:
 * override {@link #handleReceivedMessage} to look at what is said or edited, or to refuse it, and call {@code super} to store it.
 *
 * <p>Threading: holds nothing but what {@link #start} sets before the first request.
 */
public class LocalMessageHandler implements MessageHandler, MessageArchive {
    private MessageRepository messages;
    private MessageSearch searches;
    private MessageRetention retention;
    private RoomSignals signals;

    @Override
    public void start(HandlerContext chat) {
        Database database = new Database(chat.dataSource());
        messages = new MessageRepository(database);
        searches = new MessageSearch(database, messages);
        retention = new MessageRetention(database);
        signals = chat.signals();
    }

    @Override
    public ChatMessage handleReceivedMessage(IncomingMessage message) {
        try {
            return messages.append(message);
        } finally { // also when it failed: a COMMIT whose outcome is unknown may have taken place
            signals.roomChanged(message.roomId());
        }
    }

    @Override
    public List<? extends ChatMessage> retrieveMessages(long roomId, long latestMessageId, int limit) {
        return messages.after(roomId, latestMessageId, limit);
    }

    @Override
    public List<? extends ChatMessage> recentMessages(long roomId, int count) {
        return messages.latest(roomId, count);
    }

    @Override
    public long getLatestMessageId(long roomId) {
        return messages.latestId(roomId);
    }

    @Override
    public Optional<MessageArchive> archive() {
        return Optional.of(this);
    }

    @Override
    public List<? extends ChatMessage> messagesBefore(long roomId, long id, int limit) {
        return messages.messagesBefore(roomId, id, limit);
    }

    @Override
    public Optional<Author> author(long roomId, long messageId) {
        return messages.author(roomId, messageId);
    }

    @Override
    public Found search(Search search) {
        return searches.find(search);
    }

    @Override
    public int forget(long roomId, Instant before, int limit) {
        return retention.forget(roomId, before, limit);
    }

    @Override
    public Found saidBy(String person, long roomId, long before) {
        return searches.saidBy(person, roomId, before);
    }

    /** How many transactions stored messages, and how many those were: senders of one room share one. */
    @Override
    public Map<String, Long> counters() {
        return Map.of("commits", messages.commits(), "committed_messages", messages.committedMessages());
    }

    /**
     * The same for several rooms, in one query: for handlers that have to find out by themselves what other nodes stored.
     *
     * @return the ids by room; 0 for a room that has no message, nothing for one that is not there
     */
    protected final Map<Long, Long> getLatestMessageIds(Set<Long> roomIds) {
        return messages.latestIds(roomIds);
    }
}

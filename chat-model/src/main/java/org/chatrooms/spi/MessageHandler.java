package org.chatrooms.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.IncomingMessage;

/**
 * Keeps the messages. Mirrors the handlers of django-chatrooms ({@code handle_received_message},
 * {@code retrieve_messages}, {@code get_latest_message_id}), with one difference: no operation ever waits for a message.
 * Waiting is the chat's business; a handler stores, finds, and says through {@link RoomSignals} that a room changed.
 *
 * <p><b>Order.</b> Within a room ids rise in the order in which messages become visible: whoever has seen a message has seen,
 * or could have seen, every message with a smaller id. Ids need not be free of holes. They go on where they were when the process
 * starts anew, also where messages do not outlive it (begin at the milliseconds since 1970, then): pages and accounts remember up to
 * which id they have read.
 *
 * <p><b>Threading.</b> All operations are called by many threads at once, also for one room. They are plain blocking calls
 * on request threads and on the chat's delivery threads; they should answer within milliseconds.
 *
 * <p><b>Errors.</b> An exception from {@link #handleReceivedMessage} says that the message was not stored, or that nobody
 * knows; the client tries again with the same client key. An exception from a reading operation is an error to the client
 * that asked, and those who wait go on waiting: it is asked again soon.
 */
public interface MessageHandler extends AutoCloseable {
    /**
     * The names of the settings of its own that it understands, such as {@code chatrooms.my.setting}; it finds them in
     * {@link HandlerContext#settings}. Asked before anything else: a setting that nobody understands stops the start.
     */
    default Set<String> settings() {
        return Set.of();
    }

    /** Called once, before any operation, on the thread that starts the application. An exception stops the start. */
    default void start(HandlerContext chat) {}

    /**
     * Stores a message, or the change of one, then calls {@link RoomSignals#roomChanged}. Changes come only to a handler that
     * has an {@link #archive}.
     *
     * <p>When it returns, the message is stored for good and every later call of a reading operation, on every node, finds
     * it. A second message of the same sender with the same client key in the same room is not stored: the first one is
     * returned again.
     *
     * @return the message as it was stored
     * @throws MessageRefused the message is not wanted; the reason is shown to its sender
     * @throws org.chatrooms.model.NoSuchRoom the room is not there any more; the chat has looked, and it may be gone since
     * @throws org.chatrooms.model.ClientKeyConflict the same client key came with another text
     * @throws org.chatrooms.model.NoSuchMessage what it changes or answers is not there, or was taken back
     * @throws org.chatrooms.model.NotTheAuthor what it changes is somebody else's
     */
    ChatMessage handleReceivedMessage(IncomingMessage message);

    /**
     * Messages newer than an id. The chat asks from just before a client's last message on, and takes it from there: a client
     * whose last message is not found, or has another date, starts anew.
     *
     * @param latestMessageId messages with a larger id are wanted; -1 for all
     * @param limit how many at most, at least 1
     * @return oldest first and without gaps from the first one on; may be fewer than the limit and fewer than there are, but
     *     at least two where there are two (who reads from a message on that they know sees whether there is more), and empty
     *     only if there is none
     */
    List<? extends ChatMessage> retrieveMessages(long roomId, long latestMessageId, int limit);

    /**
     * The latest entries of a room, messages and changes, at most {@code count}, oldest first: what a page shows when one enters.
     */
    List<? extends ChatMessage> recentMessages(long roomId, int count);

    /** The id of the room's latest message; -1 when it has none. */
    long getLatestMessageId(long roomId);

    /** What it can do beyond this; from {@link #start} on always the same. */
    default Optional<MessageArchive> archive() {
        return Optional.empty();
    }

    /**
     * The room was deleted, and what the chat's own database had of it with it. A handler with a store of its own lets go of
     * the room's messages. Called on the node that deleted it.
     */
    default void roomDeleted(long roomId) {}

    /**
     * What does not work just now although the chat goes on without it, in one line for whoever runs it, such as "Redis at
     * redis:6379 cannot be reached: connection refused"; without secrets. Empty while all works. Shown by {@code health/ready},
     * which stays ready. Asked by any thread between {@link #start} and {@link #close}, every few seconds or never: answers
     * from memory, and neither blocks nor throws.
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /**
     * How often things happened since the start, for {@code metrics/}: numbers that only rise, by names of lower-case letters,
     * digits and underscores. {@code hints_heard} is shown as {@code chatrooms_message_handler_hints_heard_total}. Whoever
     * extends a handler adds to what that counts. Asked like {@link #trouble}; a new map each time, or one that nobody changes.
     */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** Called once, after the last operation, or when the start failed. Leaves no thread and no connection behind. */
    @Override
    default void close() {}
}

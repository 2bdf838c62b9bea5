package org.chatrooms.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Presence;

/**
 * Who is in which room, and who of them types. Presence promises nothing across a restart: people show themselves again by themselves.
 *
 * <p>A person is one entry a room however many tabs they have ({@link ChatUser#key()}), and is gone when nobody has seen
 * them for {@link #GONE_AFTER}. Joining and leaving - not being seen once more - calls {@link RoomSignals#usersChanged}.
 *
 * <p><b>Threading.</b> All operations are called by many threads at once, some of them for every message and every waiting
 * client: they answer from memory and never block. A store that shares its list with other nodes writes behind.
 */
public interface PresenceStore extends AutoCloseable {
    /** Who is unseen for so long is gone. */
    Duration GONE_AFTER = Duration.ofSeconds(60);

    /** Whoever types says so again before this is over. */
    Duration TYPING_FOR = Duration.ofSeconds(6);

    /** The names of the settings of its own that it understands: see {@link MessageHandler#settings}. */
    default Set<String> settings() {
        return Set.of();
    }

    /** Called once, before any operation. An exception stops the start. */
    default void start(HandlerContext chat) {}

    /** The person is in the room now. A new name of the same person replaces the old one. */
    void seen(long roomId, ChatUser person);

    /** The person left the room for good. Whoever was not there left nothing. */
    void left(long roomId, ChatUser person);

    /** The person types in the room, for the next {@link #TYPING_FOR} or until they stop. They need not be present. */
    void typing(long roomId, ChatUser person);

    /** They sent what they typed. Leaving the room ends it, too. */
    void stoppedTyping(long roomId, ChatUser person);

    /** The names of those who type in the room, in their order. A snapshot; asked for about once a second, signalled never. */
    List<String> typists(long roomId);

    /** Who is in the room, by name. A snapshot, the caller's own. */
    List<Presence> present(long roomId);

    /** Whether somebody other than this person is present in any room under a name that reads the same, case aside. */
    boolean isNameInUse(ChatUser person);

    /** Called about four times a second by one thread: lets go of whoever is gone. */
    void tick();

    /** What does not work just now although the chat goes on without it: see {@link MessageHandler#trouble}. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /**
     * How often things happened: see {@link MessageHandler#counters}. {@code writes} is shown as
     * {@code chatrooms_presence_store_writes_total}.
     */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** Called once, after the last operation, or when the start failed. Leaves no thread and no connection behind. */
    @Override
    default void close() {}
}

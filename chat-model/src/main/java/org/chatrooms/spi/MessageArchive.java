package org.chatrooms.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Author;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Found;
import org.chatrooms.model.Search;

/**
 * What a {@link MessageHandler} may be able to do beyond handing messages on: look back, look for something, and take changes
 * of what was said. One that has an archive stores {@link org.chatrooms.model.IncomingMessage}s of every kind as entries of one
 * log, numbered as messages are, and keeps the text of the messages up to date; where there is none, nobody is offered to
 * scroll back, to search, or to edit.
 *
 * <p>Threading and errors: as for the handler's reading operations.
 */
public interface MessageArchive {
    /**
     * Messages before an id, as they read now; those that were taken back are among them, without text.
     *
     * @param limit how many at most, at least 1
     * @return oldest first, without gaps up to the id; empty only if there is none
     */
    List<? extends ChatMessage> messagesBefore(long roomId, long id, int limit);

    /** Who said a message; empty if it is not there, or where that is not known. */
    default Optional<Author> author(long roomId, long messageId) {
        return Optional.empty();
    }

    /** Looks for messages, through as many as takes no longer than people wait. */
    Found search(Search search);

    /**
     * Lets go of the oldest entries of a room, of every kind: those before the first that is not older than a moment. What changed
     * a message that goes is about nothing from then on, and loses its text. The latest entry stays in any case, so that ids go
     * on; if it is too old it loses its text.
     *
     * <p>Asked again until there is no more to let go of, by several nodes at a time or by none for days. Then the chat has all
     * nodes forget what they have of the room in memory; a client whose last entry is gone starts anew.
     *
     * @param before entries of that moment and later stay
     * @param limit how many at most, at least 1: as many as can go without somebody noticing that it takes time
     * @return how many went or lost their text; fewer than the limit only if there is no more. A handler that keeps everything
     *     gives 0.
     */
    default int forget(long roomId, Instant before, int limit) {
        return 0;
    }

    /**
     * Looks for what somebody said in a room, as far as it can be read: to take it back. Through as many messages as {@link #search}.
     *
     * @param person by {@link org.chatrooms.model.ChatUser#key}
     * @param before messages with a smaller id
     */
    default Found saidBy(String person, long roomId, long before) {
        return new Found(List.of(), Optional.empty());
    }
}

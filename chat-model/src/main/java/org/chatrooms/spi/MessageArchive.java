package org.chatrooms.spi;

import java.util.List;
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

    /** Looks for messages, through as many as takes no longer than people wait. */
    Found search(Search search);
}

package org.chatrooms.spi;

import java.util.Set;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;

/**
 * Hears what is said, to do something about it elsewhere: to notify somebody, to keep statistics, to tell another system. Mirrors
 * {@code chat_message_received} of django-chatrooms, with one difference: it hears of a message when that is stored, and cannot
 * refuse it, which is what a {@link MessageHandler} is for. There may be several, each of another class.
 *
 * <p><b>What it hears.</b> Whatever was sent to this node and taken by the handler, once, as it was stored: messages, and
 * changes of them where the handler takes such ({@link ChatMessage#kind}), those of moderators too. Of several nodes each tells
 * its own listeners of what was sent to it. Within a room ids rise.
 *
 * <p><b>What it may not hear.</b> This is no archive: what waits for a listener waits in memory. A process that is killed takes
 * it along, and a stop gives what waits 2 s. A listener that is 1,000 messages behind misses those that come meanwhile, which
 * {@code metrics/} counts and the log says once. A message whose sender got an error although it was stored, or that took longer
 * to be stored than 1,000 later ones of its room, may be missed, too. If a sender had to try again, and the second try came to
 * another node or after a restart, it is heard there once more, with its id. Who must miss nothing extends
 * the {@link MessageHandler} instead.
 *
 * <p><b>Threading.</b> Each listener has a thread of its own, on which it hears one message after the other. It may take its
 * time, block, or hang: nobody waits for it, neither those who send and read nor other listeners.
 *
 * <p><b>Errors.</b> An exception is logged, in one line, at most once a minute, and counted; the next message is told all the
 * same.
 */
@FunctionalInterface
public interface MessageListener extends AutoCloseable {
    /** The names of the settings of its own that it understands: see {@link MessageHandler#settings}. */
    default Set<String> settings() {
        return Set.of();
    }

    /** Called once, before any message, on the thread that starts the application. An exception stops the start. */
    default void start(HandlerContext chat) {}

    /**
     * A message was stored, or the change of one.
     *
     * @param sender who said it
     * @param message as the handler stored it
     */
    void messageReceived(long roomId, ChatUser sender, ChatMessage message);

    /**
     * Called once, after the last message, or when the start failed; while a message is being told only if that is not done 2 s
     * after the stop began. Leaves no thread and no connection behind.
     */
    @Override
    default void close() {}
}

package org.chatrooms.web.hub;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a waiting client's answers go. A poll takes one: the first of these calls answers it, and every later one does
 * nothing, so that whoever comes second need not know. A stream takes many, until it is sent home or fails.
 *
 * <p>Threading: any thread. Calls neither block nor throw.
 *
 * @param <T> what is waited for
 */
public interface Delivery<T> {
    /** Whether something can be delivered now. Where not, and it is not over, {@link #onReady} says when. */
    boolean isReady();

    /** Whether its client understands it; what it does not is passed over. */
    default boolean wants(T answer) {
        return true;
    }

    /** Takes what is to be delivered, or says false: not now, the same again when it is ready. */
    boolean deliver(Shared<T> answer);

    /** The client comes again with its cursor: nothing came, or it has to pass the door anew. */
    void nothingNew();

    /** Continuity cannot be proved: the client has to start anew. */
    void reset();

    void failed(RuntimeException e);

    /** Whether the answer may come later than the question, on another thread. */
    boolean canWait();

    /** Whether it was answered, or the client is known to be gone. */
    boolean isOver();

    /** How long it may wait before it is told that there is nothing new. */
    default Duration hold() {
        return ChatHub.HOLD;
    }

    /** What to do, now or later, whenever it has become ready; told once, by whoever serves it. */
    default void onReady(Runnable serve) {
        serve.run();
    }

    /** Whether it takes more than one answer. */
    default boolean isStream() {
        return false;
    }

    /** Whether it wants to hear who comes and goes. */
    default boolean wantsUsers() {
        return false;
    }

    /** Takes what it wants to hear, or says false: not now. */
    default boolean tellUsers(Shared<UserNews> news) {
        return true;
    }

    /** The same for who types, which only those want who want to hear who is there. */
    default boolean tellTyping(Shared<Typing> typing) {
        return true;
    }

    /** What time brings: called about four times a second by one thread. */
    default void tick(Instant now) {}
}

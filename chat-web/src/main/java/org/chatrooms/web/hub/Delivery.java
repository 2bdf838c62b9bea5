package org.chatrooms.web.hub;

/**
 * Where a waiting client's answer goes. The first of these calls answers, and every later one does nothing: whoever comes
 * second need not know.
 *
 * <p>Threading: any thread. Calls neither block nor throw.
 *
 * @param <T> what is waited for
 */
public interface Delivery<T> {
    void deliver(Shared<T> answer);

    /** Nothing came: the client asks again with the same cursor. */
    void nothingNew();

    /** Continuity cannot be proved: the client has to start anew. */
    void reset();

    void failed(RuntimeException e);

    /** Whether the answer may come later than the question, on another thread. */
    boolean canWait();

    /** Whether it was answered, or the client is known to be gone. */
    boolean isOver();
}

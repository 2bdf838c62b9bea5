package org.chatrooms.it.benchmark;

import java.util.function.Consumer;

/** How a server is spoken to. Threading: the one event loop of the load. */
interface Protocol {
    /** Says who it is that has just connected, if that is not known yet, and goes on. */
    void enter(Connection connection, Runnable then);

    /** Waits for what is said in the listener's room, again and again. */
    void listen(Listener listener);

    /** Says something, and tells whether that was acknowledged. */
    void say(Connection sender, int room, String text, Consumer<Boolean> then);
}

package org.chatrooms.redis;

import java.util.List;

/** How hints look on Redis, and where they are. Threading: any number of threads. */
interface Wire {
    /** The channel for what this node says. */
    String saidOn();

    /** The channels on which others, and this node, are heard. */
    List<String> heardOn();

    String write(Hint hint);

    /** Empty where there is none in it: anybody who gets at Redis can send anything. Never throws. */
    List<Hint> read(String text);
}

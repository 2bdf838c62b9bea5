package org.chatrooms.it.benchmark;

/** Who is measured: a server, and how its news reach those who wait. */
enum Contender {
    CHAT_STREAM("chat", true),
    CHAT_POLL("chat", false),
    BARE_STREAM("bare servlet", true),
    BARE_POLL("bare servlet", false),
    COMETD_POLL("CometD", false);

    private final String server;
    private final boolean isStream;

    Contender(String server, boolean isStream) {
        this.server = server;
        this.isStream = isStream;
    }

    String server() {
        return server;
    }

    boolean isStream() {
        return isStream;
    }

    /** Whether it is what all this is about. */
    boolean isOurs() {
        return server.equals("chat");
    }

    Protocol protocol() {
        return this == COMETD_POLL ? new Bayeux() : new ChatProtocol(this);
    }

    @Override
    public String toString() {
        return server + (isStream ? ", stream" : ", long poll");
    }
}

package org.chatrooms.it.benchmark;

/** The other connection of a page that polls: it asks who is here. Threading: the one event loop of the load. */
final class Asker extends Connection {
    private final int room;

    /** @param listener who asks */
    Asker(Listener listener) {
        super(listener.crowd, listener.index);
        room = listener.room();
        cookie = listener.cookie;
    }

    @Override
    void entered() {
        ChatProtocol.askForUsers(this, room);
    }

    @Override
    boolean isCurious() {
        return false;
    }
}

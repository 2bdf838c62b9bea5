package org.chatrooms.it.benchmark;

/** Somebody who waits for what is said in a room, and has each thing judged. Threading: the one event loop of the load. */
final class Listener extends Connection implements Mark.Finder, Events.Reader {
    private final Tally.Hearing hearing;
    private final Events events = new Events();
    private final boolean isSlow;
    private boolean hasWaited;
    private String cursor = "";

    Listener(Crowd crowd, int index, Tally.Hearing hearing, boolean isSlow) {
        super(crowd, index);
        this.hearing = hearing;
        this.isSlow = isSlow;
    }

    int room() {
        return hearing.room();
    }

    boolean isSlow() {
        return isSlow;
    }

    @Override
    boolean isNarrow() {
        return isSlow;
    }

    @Override
    void entered() {
        crowd.protocol.listen(this);
    }

    @Override
    void streaming() {
        events.restart();
        waits();
    }

    @Override
    void streamed(byte[] bytes, int count) {
        events.take(bytes, count, this);
    }

    /** Id and date, with a colon between, of the latest message they have; empty before they know where to begin. */
    String cursor() {
        return events.id().isEmpty() ? cursor : events.id();
    }

    void moveTo(String latest) {
        cursor = latest;
    }

    /** They are in, and have nothing to do but to wait. */
    void waits() {
        if (!hasWaited) {
            hasWaited = true;
            crowd.isIn();
        }
    }

    void hear(byte[] bytes, int from, int to) {
        crowd.mark.find(bytes, from, to, this);
    }

    @Override
    public void event(byte[] bytes, int from, int to) {
        hear(bytes, from, to);
    }

    @Override
    public void found(int room, int sender, int number, long saidAt) {
        if (hearing.hears(room, sender, number)) {
            crowd.heard(this, room, sender, number, saidAt);
        }
    }
}

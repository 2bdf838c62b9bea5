package org.chatrooms.it.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Somebody who says things, one after the other: the next one when the one before it was answered.
 *
 * <p>Threading: the one event loop of the load.
 */
final class Sender extends Connection {
    /** Listeners have other names. */
    private static final int FIRST_GUEST = 1_000_000;

    private record Text(int room, int number, long saidAt) {}

    private final int place;
    private final Deque<Text> toSay = new ArrayDeque<>();
    private Text underWay;
    private boolean isReady;
    private boolean hasBeenIn;

    /** @param place which of the senders it is */
    Sender(Crowd crowd, int place) {
        super(crowd, FIRST_GUEST + place);
        this.place = place;
    }

    void say(int room) {
        crowd.look();
        toSay.add(new Text(room, crowd.tally.say(room, place), crowd.now()));
        next();
    }

    /** What they have not come to say yet they do not say any more. */
    void hush() {
        toSay.forEach(text -> crowd.trouble("There was no time to say something"));
        toSay.clear();
    }

    boolean isBusy() {
        return underWay != null;
    }

    private void next() {
        if (underWay == null && !toSay.isEmpty()) {
            underWay = toSay.poll();
            if (isReady) {
                post();
            } else {
                open();
            }
        }
    }

    private void post() {
        String text = crowd.mark.text(underWay.room, place, underWay.number, underWay.saidAt, crowd.textLength());
        crowd.protocol.say(this, underWay.room, text, this::answered);
    }

    private void answered(boolean isAcknowledged) {
        Text text = underWay;
        underWay = null;
        crowd.answered(place, text.room, text.number, isAcknowledged);
        next();
    }

    @Override
    void entered() {
        isReady = true;
        if (!hasBeenIn) {
            hasBeenIn = true;
            crowd.isIn();
        }
        if (underWay != null) {
            post();
        }
    }

    /** Comes back when there is something to say; what was under way may be there or not. */
    @Override
    boolean lost() {
        isReady = false;
        if (underWay != null) {
            crowd.trouble("The connection was lost while something was said");
            answered(false);
        }
        return !hasBeenIn;
    }
}

package org.chatrooms.web.admin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.chatrooms.web.http.HttpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A piece of long work, as its list shows it.
 *
 * <p>Threading: one thread does it and says how far it is; any thread looks on, or cancels it.
 */
public final class Work {
    /** What it is about. */
    public enum Kind {
        /** A room with all that was said in it. */
        DELETE_ROOM,
        /** What somebody said. */
        ERASE,
        /** What can be read in a room, to be kept elsewhere. */
        EXPORT,
        /** What is older than rooms keep it. */
        FORGET
    }

    /** How it is going. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** How many times as long as a piece took nothing is done. */
    private static final long REST = 3;

    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final long number;
    private final Kind kind;
    private final String subject;
    private final String who;
    private final AtomicLong done = new AtomicLong();
    private volatile long total;
    private long pieceBegan;
    private volatile State state = State.WAITING;
    private volatile boolean isCancelled;
    private volatile boolean isStopped;
    private volatile String error = "";

    Work(long number, Kind kind, String subject, String who) {
        this.number = number;
        this.kind = kind;
        this.subject = subject;
        this.who = who;
    }

    public long number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    /** The name of what it is done to; empty if that is no one thing. */
    public String subject() {
        return subject;
    }

    /** The name of whoever began it; empty if it began by itself. */
    public String who() {
        return who;
    }

    public long done() {
        return done.get();
    }

    /** How much there is to do; 0 if nobody knows. */
    public long total() {
        return total;
    }

    public State state() {
        return state;
    }

    /** What went wrong, in words for people; empty if nothing did. */
    public String error() {
        return error;
    }

    public boolean isOver() {
        return state.compareTo(State.RUNNING) > 0;
    }

    /** Ends it after the piece that is being done. */
    void cancel() {
        isCancelled = true;
    }

    /** The same, because the chat stops: whatever can be taken up again is. */
    void stop() {
        isStopped = true;
    }

    boolean isCancelled() {
        return isCancelled;
    }

    /** To be asked before each piece. */
    boolean goesOn() {
        return !isCancelled && !isStopped;
    }

    void expect(long count) {
        total = count;
    }

    /** A piece is done; those who chat have the processor and the disk for longer now than it took. */
    void did(long count) {
        done.addAndGet(count);
        long now = System.nanoTime();
        LockSupport.parkNanos(this, Math.min(REST * (now - pieceBegan), LONGEST_REST));
        pieceBegan = System.nanoTime();
    }

    void begin() {
        if (goesOn()) {
            state = State.RUNNING;
        }
        pieceBegan = System.nanoTime();
    }

    /** There is no more to do, or it was ended early. */
    void end() {
        state = goesOn() ? State.DONE : State.CANCELLED;
    }

    /** Does it on this thread. Whatever goes wrong stays in here. */
    void run(Works.Task task) {
        begin();
        try {
            task.run(this);
            end();
        } catch (RuntimeException | Error e) {
            LOG.warn("Work {} failed: {} {}", number, kind, subject, e);
            error = HttpError.from(e).getMessage();
            state = State.FAILED;
        }
    }
}

package org.chatrooms.web.push;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that waits without a thread, and the only one who may touch it. Hub, ticker and container race to end it; what
 * whoever is first has to say is written once, and completes it, and everybody else does nothing. After that nobody touches
 * request or response: the container may already have given them to somebody else.
 *
 * <p>Threading: any thread may answer. Whoever touches the response holds this object's lock, so that the container, which
 * ends a request whose client is gone, does not take it back below somebody's hands. None of our threads holds the lock for
 * long: a short answer is only copied into the response's buffer, and streams write without blocking. A thread of the
 * container sends what is left, or all of a longer answer, and a client that does not read keeps none of ours.
 */
public final class ParkedRequest implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedRequest.class);
    private static final String SAID_WHY = ParkedRequest.class.getName() + ".saidWhy";

    /** None where a filter of the site's own forbids waiting. */
    private final AsyncContext context;

    private final HttpServletResponse response;
    private final Runnable atEnd;
    private volatile boolean over;
    private boolean abandoned;

    /** What is still to be written. */
    private Ending ending;

    private ParkedRequest(AsyncContext context, HttpServletResponse response, Runnable atEnd) {
        this.context = context;
        this.response = response;
        this.atEnd = atEnd;
    }

    /**
     * Parks a request, if a filter of the site's own in front of us does not forbid it.
     *
     * @param safetyNet when the container ends it if we did not
     * @param atEnd run once, when the request waits no more
     */
    public static ParkedRequest park(
            HttpServletRequest request, HttpServletResponse response, Duration safetyNet, Runnable atEnd) {
        if (!request.isAsyncSupported()) {
            if (request.getServletContext().getAttribute(SAID_WHY) == null) {
                request.getServletContext().setAttribute(SAID_WHY, true);
                LOG.warn("A filter or servlet in front of the chat lacks <async-supported>true</async-supported>:"
                        + " polls are answered at once, and browsers ask every few seconds");
            }
            atEnd.run();
            return new ParkedRequest(null, response, atEnd);
        }
        ParkedRequest parked = new ParkedRequest(request.startAsync(request, response), response, atEnd);
        parked.context.setTimeout(safetyNet.toMillis());
        parked.context.addListener(parked);
        return parked;
    }

    /** Whether it can wait; one that cannot is answered on its own thread, before that leaves. */
    boolean canWait() {
        return context != null;
    }

    boolean isOver() {
        return over;
    }

    HttpServletResponse response() {
        return canWait() ? (HttpServletResponse) context.getResponse() : response;
    }

    void answer(byte[] json) {
        answer(json.length, response -> Json.write(response, HttpServletResponse.SC_OK, json));
    }

    /** The same, with the entity tag that tells this answer from others. */
    void answer(byte[] json, String tag) {
        answer(json.length, response -> {
            response.setHeader("ETag", tag);
            Json.write(response, HttpServletResponse.SC_OK, json);
        });
    }

    /** The client has the answer with this tag already. */
    void answerNotModified(String tag) {
        end(response -> {
            response.setHeader("ETag", tag);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        });
    }

    /** Says what is wrong, if that can still be said: a stream that has begun just ends. */
    void answer(HttpError error) {
        end(response -> {
            if (!response.isCommitted()) {
                Json.write(response, error);
            }
        });
    }

    /** What is written last. */
    interface Ending {
        void write(HttpServletResponse response) throws IOException;
    }

    /**
     * A long one is written by a thread of the container, which may wait for the client: not before it comes to that, so that
     * of an answer to thousands there is one copy, and not thousands.
     */
    private void answer(int length, Ending how) {
        if (over) { // and perhaps being written
            return;
        }
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            ending = how;
            if (length <= Json.COPIED || !canWait()) {
                finish();
                return;
            }
            try {
                context.start(() -> {
                    waitForTheClient();
                    finish();
                });
            } catch (RuntimeException e) {
                // The container is about to end it, and finishes this then; or it has taken it back.
            }
        }
    }

    void end(Ending how) {
        answer(0, how);
    }

    /** For as long as the container does: at the safety net another of its threads would wait for the one that writes. */
    private void waitForTheClient() {
        try {
            context.setTimeout(0);
        } catch (RuntimeException e) {
            // It is over, or this container does not let us: then two threads wait.
        }
    }

    private synchronized void finish() {
        Ending how = ending;
        if (how == null) {
            return;
        }
        ending = null;
        try {
            how.write(response());
        } catch (IOException | RuntimeException e) {
            // The client is gone; a response that the container took back throws all sorts of things. The client
            // asks again with its cursor, which is all that ever acknowledged anything.
        } finally {
            complete();
        }
    }

    synchronized void end() {
        if (!over || abandoned) {
            over = true;
            abandoned = false;
            complete();
        }
    }

    /**
     * Leaves it to the container, which ends it by an error or by its time limit: to complete it would wait for a client that
     * does not read. One that reads again after all can be sent home by {@link #end()}.
     */
    synchronized void abandon() {
        abandoned = !over;
        over = true;
    }

    private void complete() {
        if (!canWait()) {
            return;
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container was quicker.
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        answer(HttpError.unavailable("This took too long", null));
        finish(); // where no thread of the container has come to it yet
        end();
    }

    /**
     * Completes it whoever ended it: an error may make Tomcat forget that, and one that nobody completes here gets a page for
     * errors, which no client is there to read.
     */
    @Override
    public synchronized void onError(AsyncEvent event) {
        over = true;
        abandoned = false;
        ending = null;
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            over = true;
            abandoned = false;
            ending = null;
        }
        atEnd.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it twice.
    }
}

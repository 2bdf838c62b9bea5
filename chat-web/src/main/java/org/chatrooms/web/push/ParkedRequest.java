package org.chatrooms.web.push;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that waits without a thread, and the only one who may touch it. Hub, ticker and container race to end it;
 * whoever claims it first writes and completes, and everybody else does nothing. After that nobody touches request or
 * response: the container may already have given them to somebody else.
 *
 * <p>Threading: any thread may answer. An answer is small enough for the response's buffer, so writing it only copies: a
 * thread of the container sends it, and a client that does not read keeps none of ours.
 */
public final class ParkedRequest implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedRequest.class);
    private static final AtomicBoolean SAID_WHY = new AtomicBoolean();

    /** None where a filter of the site's own forbids waiting. */
    private final AsyncContext context;

    private final HttpServletResponse response;
    private final AtomicBoolean claimed = new AtomicBoolean();

    private ParkedRequest(AsyncContext context, HttpServletResponse response) {
        this.context = context;
        this.response = response;
    }

    /**
     * Parks a request, if a filter of the site's own in front of us does not forbid it.
     *
     * @param safetyNet when the container ends it if we did not
     */
    public static ParkedRequest park(HttpServletRequest request, HttpServletResponse response, Duration safetyNet) {
        if (!request.isAsyncSupported()) {
            if (SAID_WHY.compareAndSet(false, true)) {
                LOG.warn("A filter or servlet in front of the chat lacks <async-supported>true</async-supported>:"
                        + " polls are answered at once, and browsers ask every few seconds");
            }
            return new ParkedRequest(null, response);
        }
        ParkedRequest parked = new ParkedRequest(request.startAsync(request, response), response);
        parked.context.setTimeout(safetyNet.toMillis());
        parked.context.addListener(parked);
        return parked;
    }

    /** Whether it can wait; one that cannot is answered on its own thread, before that leaves. */
    boolean canWait() {
        return context != null;
    }

    boolean isOver() {
        return claimed.get();
    }

    void answer(byte[] json) {
        end(response -> Json.write(response, HttpServletResponse.SC_OK, json));
    }

    void answer(HttpError error) {
        end(response -> Json.write(response, error));
    }

    private interface Ending {
        void write(HttpServletResponse response) throws IOException;
    }

    private void end(Ending ending) {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        try {
            ending.write(canWait() ? (HttpServletResponse) context.getResponse() : response);
            complete();
        } catch (IOException | RuntimeException e) {
            // The client is gone; a response that the container took back throws all sorts of things. The client
            // asks again with its cursor, which is all that ever acknowledged anything.
            complete();
        }
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
    }

    @Override
    public void onError(AsyncEvent event) {
        if (claimed.compareAndSet(false, true)) {
            complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        claimed.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it twice.
    }
}

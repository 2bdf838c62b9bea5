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

/**
 * A request that waits without a thread, and the only one who may touch it. Hub, ticker and container race to end it;
 * whoever claims it first writes and completes, and everybody else does nothing. After that nobody touches request or
 * response: the container may already have given them to somebody else.
 *
 * <p>Threading: any thread may answer. An answer is small enough for the response's buffer, so writing it only copies: a
 * thread of the container sends it, and a client that does not read keeps none of ours.
 */
public final class ParkedRequest implements AsyncListener {
    private final AsyncContext context;
    private final AtomicBoolean claimed = new AtomicBoolean();

    private ParkedRequest(AsyncContext context) {
        this.context = context;
    }

    /**
     * Parks a request.
     *
     * @param safetyNet when the container ends it if we did not
     */
    public static ParkedRequest park(HttpServletRequest request, HttpServletResponse response, Duration safetyNet) {
        ParkedRequest parked = new ParkedRequest(request.startAsync(request, response));
        parked.context.setTimeout(safetyNet.toMillis());
        parked.context.addListener(parked);
        return parked;
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
            HttpServletResponse response = (HttpServletResponse) context.getResponse();
            ending.write(response);
            context.complete();
        } catch (IOException | RuntimeException e) {
            // The client is gone; a response that the container took back throws all sorts of things. The client
            // asks again with its cursor, which is all that ever acknowledged anything.
            complete();
        }
    }

    private void complete() {
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

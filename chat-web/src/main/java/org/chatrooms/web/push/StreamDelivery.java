package org.chatrooms.web.push;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.Delivery;
import org.chatrooms.web.hub.Shared;
import org.chatrooms.web.hub.Typing;
import org.chatrooms.web.hub.UserNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a stream of events. A client that stopped reading costs nobody anything: a write that would block is not begun, what
 * is to be delivered is not queued, and when the client stays like that the stream is given up; it comes back with the id of
 * the last event it has, and loses nothing.
 *
 * <p>Threading: any thread. All that touches the response, and all state, is under the lock of the {@link ParkedRequest}.
 */
public final class StreamDelivery implements Delivery<Batch>, WriteListener {
    /** When a stream ends, its client is back before anybody notices. */
    private static final byte[] GREETING = bytes("retry: 200\n\n");

    private static final byte[] HEARTBEAT = bytes(":\n\n");
    private static final byte[] RESET = bytes("event: reset\ndata: {}\n\n");
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(15);
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(20);

    /** Then it comes back through all guards; not everybody at the same time. */
    private static final long HOLD_MILLIS = 60_000;

    private static final long SPREAD_MILLIS = HOLD_MILLIS / 5;
    private static final Duration SAFETY_NET =
            Duration.ofMillis(HOLD_MILLIS + SPREAD_MILLIS).plusSeconds(30);

    /**
     * A burst of messages has to fit: what does not is only flushed when a thread of the container comes for it, and everybody
     * is written to more often, for fewer messages each time. Measured in a busy room: three times the cost.
     */
    private static final int BUFFER_BYTES = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(StreamDelivery.class);

    private final ParkedRequest request;
    private final ServletOutputStream out;
    private final Function<? super Batch, byte[]> messages;
    private final Function<? super UserNews, byte[]> users;
    private final Function<? super Typing, byte[]> typing;
    private final boolean wantsUsers;
    private Runnable serve = () -> {};
    private boolean isBegun;
    private boolean isGreeted;
    private boolean isReady;
    private boolean isUnflushed;
    private Runnable ending;
    private Instant quietSince;
    private Instant stuckSince;

    private StreamDelivery(
            ParkedRequest request,
            ServletOutputStream out,
            Function<? super Batch, byte[]> messages,
            Function<? super UserNews, byte[]> users,
            Function<? super Typing, byte[]> typing,
            boolean wantsUsers) {
        this.request = request;
        this.out = out;
        this.messages = messages;
        this.users = users;
        this.typing = typing;
        this.wantsUsers = wantsUsers;
    }

    /**
     * Parks a request and begins to stream the answer. It is ready when the container says so, after the servlet has returned.
     *
     * @param messages encodes messages as events; a constant, so that it is applied once for all clients
     * @param users the same for who comes and goes
     * @param typing the same for who types
     * @param wantsUsers whether the client may see who is in the room
     * @param atEnd run once, when it is over
     */
    public static StreamDelivery open(
            HttpServletRequest request,
            HttpServletResponse response,
            Function<? super Batch, byte[]> messages,
            Function<? super UserNews, byte[]> users,
            Function<? super Typing, byte[]> typing,
            boolean wantsUsers,
            Runnable atEnd)
            throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep it until it is long enough
        response.setBufferSize(BUFFER_BYTES);
        ParkedRequest parked = ParkedRequest.park(request, response, SAFETY_NET, atEnd);
        StreamDelivery stream =
                new StreamDelivery(parked, response.getOutputStream(), messages, users, typing, wantsUsers);
        stream.out.setWriteListener(stream);
        return stream;
    }

    /** The container takes more: for the first time, or after it did not. */
    @Override
    public void onWritePossible() {
        synchronized (request) {
            stuckSince = null;
            send();
            if (!isReady) {
                return; // to be told again
            }
            if (ending != null) { // and nothing more: they may have been sent home because they may not read it
                ending.run();
                return;
            }
            if (isBegun) {
                greet(); // who is far behind and slow, too
            }
        }
        serve.run();
        synchronized (request) {
            isBegun = true;
            greet(); // now, so that a first look that fails can still be told as what it is
        }
    }

    private void greet() {
        isGreeted = isGreeted || write(GREETING);
    }

    /** The container tells the {@link ParkedRequest}, too, and right after this. */
    @Override
    public void onError(Throwable failure) {
        request.abandon();
    }

    /** From the next time on that the container takes more. */
    @Override
    public void onReady(Runnable action) {
        synchronized (request) {
            serve = action;
        }
    }

    /** Not when it was sent home, whatever it still has to read: it may have lost the right to hear more. */
    @Override
    public boolean isReady() {
        synchronized (request) {
            return ending == null && takesMore();
        }
    }

    private boolean takesMore() {
        return isReady && !request.isOver();
    }

    private boolean write(byte[] bytes) {
        synchronized (request) {
            if (!takesMore()) {
                return false;
            }
            try {
                out.write(bytes);
            } catch (IOException | RuntimeException e) { // gone: it comes back with the last event that it has
                request.end();
                return false;
            }
            quietSince = null;
            isUnflushed = true;
            send();
            return true;
        }
    }

    /** The container is asked once after each thing it was given: to ask is also what makes it say when it takes more. */
    private void send() {
        try {
            isReady = out.isReady();
            if (isReady && isUnflushed) {
                isUnflushed = false;
                out.flush();
                isReady = out.isReady();
            }
        } catch (IOException | RuntimeException e) { // gone, as above
            request.end();
        }
    }

    @Override
    public boolean deliver(Shared<Batch> batch) {
        try {
            return write(batch.as(messages));
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public boolean tellUsers(Shared<UserNews> news) {
        return write(news.as(users));
    }

    @Override
    public boolean tellTyping(Shared<Typing> news) {
        return write(news.as(typing));
    }

    @Override
    public void nothingNew() {
        end(() -> {
            greet();
            request.end();
        });
    }

    /** If need be when the client has read what is under way. */
    private void end(Runnable how) {
        synchronized (request) {
            ending = how;
            if (isReady) {
                how.run();
            }
        }
    }

    @Override
    public void reset() {
        end(() -> request.end(response -> out.write(RESET)));
    }

    @Override
    public void failed(RuntimeException e) {
        HttpError error = HttpError.from(e);
        if (error.getCause() != null) {
            LOG.error("A stream failed", error.getCause());
        }
        end(() -> request.answer(error));
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public boolean isOver() {
        return request.isOver();
    }

    @Override
    public Duration hold() {
        return Duration.ofMillis(HOLD_MILLIS + ThreadLocalRandom.current().nextLong(-SPREAD_MILLIS, SPREAD_MILLIS + 1));
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public boolean wantsUsers() {
        return wantsUsers;
    }

    @Override
    public void tick(Instant now) {
        synchronized (request) {
            if (!isReady) {
                stuckSince = stuckSince == null ? now : stuckSince;
                if (!stuckSince.plus(GIVEN_UP_AFTER).isAfter(now)) {
                    ending = request::end;
                    request.abandon();
                }
                return;
            }
            stuckSince = null;
            quietSince = quietSince == null ? now : quietSince;
            if (!quietSince.plus(HEARTBEAT_EVERY).isAfter(now)) {
                write(HEARTBEAT);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

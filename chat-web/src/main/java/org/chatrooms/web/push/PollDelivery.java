package org.chatrooms.web.push;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.hub.Delivery;
import org.chatrooms.web.hub.Shared;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a long poll. Threading: any thread; the request decides who was first. */
public final class PollDelivery<T> implements Delivery<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PollDelivery.class);
    private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.UTF_8);

    private final ParkedRequest request;
    private final Function<? super T, byte[]> encoding;
    private final Predicate<? super T> wanted;
    private final Optional<Function<? super T, byte[]>> tag;
    private final String known;

    private PollDelivery(
            ParkedRequest request,
            Function<? super T, byte[]> encoding,
            Predicate<? super T> wanted,
            Optional<Function<? super T, byte[]>> tag,
            String known) {
        this.request = request;
        this.encoding = encoding;
        this.wanted = wanted;
        this.tag = tag;
        this.known = known;
    }

    /**
     * Of what the client may or may not understand.
     *
     * @param encoding a constant, so that it is applied once for all clients
     * @param wanted what of it the client understands
     */
    public PollDelivery(ParkedRequest request, Function<? super T, byte[]> encoding, Predicate<? super T> wanted) {
        this(request, encoding, wanted, Optional.empty(), "");
    }

    /**
     * Of what the client may have already.
     *
     * @param encoding a constant, so that it is applied once for all clients
     * @param tag tells one answer from another, in letters and digits; a constant, too
     * @param known the request's {@code If-None-Match}, where tags of answers stand that the client has and does not get again:
     *     perhaps several, and perhaps with something behind them that a proxy wrote there
     */
    public PollDelivery(
            ParkedRequest request,
            Function<? super T, byte[]> encoding,
            Function<? super T, byte[]> tag,
            String known) {
        this(request, encoding, anything -> true, Optional.of(tag), known);
    }

    /** Of everything, to whoever asks. */
    public PollDelivery(ParkedRequest request, Function<? super T, byte[]> encoding) {
        this(request, encoding, anything -> true, Optional.empty(), "");
    }

    @Override
    public boolean wants(T answer) {
        return wanted.test(answer);
    }

    @Override
    public boolean isReady() {
        return !request.isOver();
    }

    @Override
    public boolean deliver(Shared<T> answer) {
        try {
            if (tag.isEmpty()) {
                request.answer(answer.as(encoding));
                return true;
            }
            String now = new String(answer.as(tag.get()), StandardCharsets.US_ASCII);
            String entityTag = "W/\"" + now + "\""; // weak, for what says the same may be written differently
            if (known.contains(now)) {
                request.answerNotModified(entityTag);
            } else {
                request.answer(answer.as(encoding), entityTag);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        return true;
    }

    @Override
    public void nothingNew() {
        request.answer(NOTHING);
    }

    @Override
    public void reset() {
        request.answer(HttpError.reset());
    }

    @Override
    public void failed(RuntimeException e) {
        HttpError error = HttpError.from(e);
        if (error.getCause() != null) {
            LOG.error("A poll failed", error.getCause());
        }
        request.answer(error);
    }

    @Override
    public boolean canWait() {
        return request.canWait();
    }

    @Override
    public boolean isOver() {
        return request.isOver();
    }
}

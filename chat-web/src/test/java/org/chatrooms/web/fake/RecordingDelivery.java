package org.chatrooms.web.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chatrooms.web.hub.Delivery;
import org.chatrooms.web.hub.Shared;

/** Keeps the first answer, as every delivery does. Threading: any number of threads. */
public class RecordingDelivery<T> implements Delivery<T> {
    /** What somebody was told. */
    public enum Kind {
        DELIVERED,
        NOTHING_NEW,
        RESET,
        FAILED
    }

    private record Answer<T>(Kind kind, Shared<T> shared, RuntimeException failure) {}

    private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();

    /** Null as long as there was no answer. */
    public Kind kind() {
        return answer.isDone() ? answer.join().kind() : null;
    }

    /** What was delivered. */
    public Shared<T> shared() {
        return given().shared();
    }

    public RuntimeException failure() {
        return given().failure();
    }

    private Answer<T> given() {
        if (!answer.isDone()) {
            throw new AssertionError("There is no answer yet");
        }
        return answer.join();
    }

    /** Returns when there is an answer. */
    public Kind awaitKind() throws Exception {
        return answer.get(Together.LIMIT_SECONDS, TimeUnit.SECONDS).kind();
    }

    @Override
    public boolean isReady() {
        return !answer.isDone();
    }

    @Override
    public boolean deliver(Shared<T> shared) {
        answer.complete(new Answer<>(Kind.DELIVERED, shared, null));
        return true;
    }

    @Override
    public void nothingNew() {
        answer.complete(new Answer<>(Kind.NOTHING_NEW, null, null));
    }

    @Override
    public void reset() {
        answer.complete(new Answer<>(Kind.RESET, null, null));
    }

    @Override
    public void failed(RuntimeException e) {
        answer.complete(new Answer<>(Kind.FAILED, null, e));
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public boolean isOver() {
        return answer.isDone();
    }
}

package org.chatrooms.web.hub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One answer for many clients: encoded once a format, however many there are.
 *
 * <p>Threading: any number of threads.
 */
public final class Shared<T> {
    private final T content;
    private final Map<Function<? super T, byte[]>, byte[]> encodings = new ConcurrentHashMap<>(2);

    public Shared(T content) {
        this.content = content;
    }

    public T content() {
        return content;
    }

    /**
     * The content as bytes, which nobody may change.
     *
     * @param encoding a constant: it is what tells one format from another
     */
    public byte[] as(Function<? super T, byte[]> encoding) {
        return encodings.computeIfAbsent(encoding, format -> format.apply(content));
    }
}

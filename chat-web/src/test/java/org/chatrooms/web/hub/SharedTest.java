package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final AtomicInteger encoded = new AtomicInteger();
    private final Shared<String> shared = new Shared<>("text");

    @Test
    void it_is_encoded_once_a_format() {
        Function<String, byte[]> upperCase = this::upperCase;
        Function<String, byte[]> plain = SharedTest::bytes;

        assertArrayEquals(bytes("TEXT"), shared.as(upperCase));
        assertArrayEquals(bytes("text"), shared.as(plain));
        assertSame(shared.as(upperCase), shared.as(upperCase));
        assertEquals(1, encoded.get());
    }

    @Test
    void who_comes_while_it_is_encoded_waits_for_the_result() throws Exception {
        List<byte[]> results = new CopyOnWriteArrayList<>();
        AtomicReference<Function<String, byte[]>> encoding = new AtomicReference<>();
        Thread second = new Thread(() -> results.add(shared.as(encoding.get())));
        encoding.set(text -> {
            if (encoded.incrementAndGet() == 1) {
                second.start();
                while (second.isAlive() && second.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
            return bytes(text);
        });

        results.add(shared.as(encoding.get()));
        second.join();

        assertSame(results.get(0), results.get(1));
        assertEquals(1, encoded.get());
    }

    private byte[] upperCase(String text) {
        encoded.incrementAndGet();
        return bytes(text.toUpperCase(Locale.ROOT));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

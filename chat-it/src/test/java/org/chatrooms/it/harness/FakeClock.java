package org.chatrooms.it.harness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Threading: any number of threads. */
public final class FakeClock extends Clock {
    private static final Duration TICK = Duration.ofMillis(250);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-03T04:05:06.123456789Z"));

    /** Lets time pass in a server, in steps as its own ticker's. */
    public void pass(Duration time, EmbeddedServer server) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            now.updateAndGet(before -> before.plus(TICK));
            server.tick();
        }
    }

    /** Lets so much time pass in a server at once, as if it had been frozen. */
    public void jump(Duration time, EmbeddedServer server) {
        now.updateAndGet(before -> before.plus(time));
        server.tick();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}

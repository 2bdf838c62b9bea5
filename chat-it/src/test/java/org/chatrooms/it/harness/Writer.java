package org.chatrooms.it.harness;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends one text after the other, each until its POST was answered and always under the same key: an unknown outcome is tried
 * again, at the next node where there are several.
 *
 * <p>Threading: one thread runs it.
 */
public final class Writer implements Runnable {
    /** Of a node that does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Person> nodes;
    private final long room;
    private final String name;
    private final Duration pause;
    private final BooleanSupplier goesOn;
    private final Ledger ledger;
    private int turn;

    /**
     * @param nodes the same person at each node
     * @param name of whom no other writer has it
     * @param pause after each message
     */
    public Writer(List<Person> nodes, long room, String name, Duration pause, BooleanSupplier goesOn, Ledger ledger) {
        this.nodes = nodes;
        this.room = room;
        this.name = name;
        this.pause = pause;
        this.goesOn = goesOn;
        this.ledger = ledger;
    }

    @Override
    public void run() {
        for (int n = 0; goesOn.getAsBoolean(); n++) {
            String text = name + "." + n;
            UUID key = UUID.randomUUID();
            ledger.attempt(text);
            while (!isAcknowledged(text, key)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            ledger.acknowledge(text);
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private boolean isAcknowledged(String text, UUID key) {
        Person node = nodes.get(turn++ % nodes.size());
        try {
            HttpRequest.Builder request = node.postOfForm(
                            "send_message/",
                            "room_id",
                            Long.toString(room),
                            "message",
                            text,
                            "client_key",
                            key.toString())
                    .header("X-Requested-With", "XMLHttpRequest")
                    .timeout(PATIENCE);
            return node.send(request).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

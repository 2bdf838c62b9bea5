package org.chatrooms.it.harness;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.chatrooms.it.harness.Person.Seen;

/**
 * Reads a room as a browser does, on polls, on streams or on both in turn, and writes down all it sees: from its last id and
 * date on, again and again, whatever happens to the connection. Where there are several nodes, each request goes to the next.
 *
 * <p>Threading: one thread runs it; {@link #seen} and {@link #arrivals} are read when that has ended.
 */
public final class Reader implements Runnable {
    private final List<Person> nodes;
    private final long room;
    private final IntPredicate enough;
    private final Random drops;
    private final Way way;
    private final List<Seen> seen = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private int turn;
    private volatile int count;
    private int dropped;

    /** How it reads. */
    public enum Way {
        POLL,
        STREAM,
        /** One, and after a few messages the other. */
        BOTH
    }

    private Reader(List<Person> nodes, long room, IntPredicate enough, Random drops, Way way) {
        this.nodes = nodes;
        this.room = room;
        this.enough = enough;
        this.drops = drops;
        this.way = way;
    }

    /**
     * Reads and reads the lobby.
     *
     * @param enough asked a few times a second with the number of messages seen: whether to stop
     */
    public static Reader steady(Person person, IntPredicate enough, Way way) {
        return new Reader(List.of(person), Person.LOBBY, enough, null, way);
    }

    /** The same with a connection that breaks at random moments. */
    public static Reader dropping(Person person, IntPredicate enough, long seed, Way way) {
        return new Reader(List.of(person), Person.LOBBY, enough, new Random(seed), way);
    }

    /** Reads any room, of the same person at each node in turn. */
    public static Reader roundRobin(List<Person> nodes, long room, IntPredicate enough, Way way) {
        return new Reader(nodes, room, enough, null, way);
    }

    private Person next() {
        return nodes.get(turn++ % nodes.size());
    }

    private void take(List<Seen> news) {
        news.forEach(message -> arrivals.add(System.nanoTime()));
        seen.addAll(news);
        count = seen.size();
    }

    @Override
    public void run() {
        boolean isStream = way == Way.STREAM;
        while (!enough.test(seen.size())) {
            try {
                if (isStream) {
                    streamOnce();
                } else {
                    pollOnce();
                }
                isStream ^= way == Way.BOTH;
            } catch (IOException | ExecutionException e) {
                dropped++; // the server is away: the cursor is all that counts
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pollOnce() throws IOException, InterruptedException, ExecutionException {
        Seen last = seen.isEmpty() ? new Seen(-1, "", "", "") : seen.get(seen.size() - 1);
        CompletableFuture<HttpResponse<String>> poll = next().getAsync(
                        "get_messages/",
                        "room_id",
                        Long.toString(room),
                        "latest_message_id",
                        Long.toString(last.id()),
                        "latest_date",
                        last.date());
        boolean cut = drops != null && drops.nextInt(3) == 0;
        int patience = cut ? drops.nextInt(30) : 200;
        do {
            try {
                take(Person.messages(poll.get(patience, TimeUnit.MILLISECONDS)));
                return;
            } catch (TimeoutException e) {
                if (cut) {
                    dropped++;
                    break;
                }
            }
        } while (!enough.test(seen.size()));
        poll.cancel(true); // closes the connection
    }

    /** Until it ends, or is to be cut, or it is the poll's turn. */
    private void streamOnce() throws IOException, InterruptedException {
        Seen last = seen.isEmpty() ? new Seen(-1, "", "", "") : seen.get(seen.size() - 1);
        boolean cut = drops != null && drops.nextInt(3) == 0;
        int most = drops == null ? Integer.MAX_VALUE : 1 + drops.nextInt(50);
        int few = way == Way.BOTH ? 5 : most;
        int had = seen.size();
        try (EventStream stream = next().resume(room, last.id() + (last.date().isEmpty() ? "" : ":" + last.date()))) {
            if (stream.response().statusCode() != 200) {
                throw new IOException("No stream: " + stream.response().statusCode());
            }
            List<Seen> news;
            do {
                news = stream.after(seen.size() - had, Duration.ofMillis(cut ? drops.nextInt(30) : 200));
                take(news);
            } while (!cut && !stream.isOver() && seen.size() - had < few && !enough.test(seen.size()));
            dropped += cut || stream.isOver() || few == most ? 1 : 0;
        }
    }

    public List<Seen> seen() {
        return seen;
    }

    /** When each of them came, as {@link System#nanoTime} says it. */
    public List<Long> arrivals() {
        return arrivals;
    }

    /** How many messages it has seen so far. Any thread. */
    public int count() {
        return count;
    }

    /** How often its connection broke. */
    public int dropped() {
        return dropped;
    }
}

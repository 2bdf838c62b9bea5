package org.chatrooms.it.harness;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Person.Seen;

/**
 * An event stream that somebody has open, and all that came on it so far, read as a browser's {@code EventSource} reads it: what
 * did not come whole did not come.
 *
 * <p>Threading: the client's threads read; any thread asks.
 */
public final class EventStream implements AutoCloseable {
    private static final Gson GSON = new Gson();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpResponse<?> response;
    private final Body body = new Body();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final List<Event> events = new ArrayList<>();
    private final List<Seen> messages = new ArrayList<>();
    private String id = "";
    private String type = "message";
    private String data = "";
    private boolean isOver;

    /**
     * One event.
     *
     * @param id the last id that the stream had by then; empty if it had none
     */
    public record Event(String type, String id, String data) {
        public JsonObject json() {
            return GSON.fromJson(data, JsonObject.class);
        }

        private Seen message() {
            JsonObject json = json();
            return new Seen(
                    json.get("message_id").getAsLong(),
                    json.get("username").getAsString(),
                    json.get("date").getAsString(),
                    json.get("content").getAsString());
        }
    }

    private EventStream(HttpResponse<?> response) {
        this.response = response;
    }

    /** Asks, and returns when the headers are there. */
    static EventStream open(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = client.send(request, BodyHandlers.ofPublisher());
        EventStream stream = new EventStream(response);
        response.body().subscribe(stream.body);
        return stream;
    }

    /** Takes what comes. */
    private final class Body implements Flow.Subscriber<List<ByteBuffer>> {
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            synchronized (EventStream.this) {
                this.subscription = subscription;
            }
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            buffers.forEach(EventStream.this::take);
        }

        @Override
        public void onError(Throwable failure) {
            end();
        }

        @Override
        public void onComplete() {
            end();
        }
    }

    private synchronized void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                String whole = line.toString(StandardCharsets.UTF_8);
                line.reset();
                text.append(whole).append('\n');
                take(whole);
            } else {
                line.write(next);
            }
        }
        notifyAll();
    }

    private void take(String whole) {
        String value = whole.replaceFirst("^[a-z]*: ?", "");
        if (whole.startsWith("id:")) {
            id = value;
        } else if (whole.startsWith("event:")) {
            type = value;
        } else if (whole.startsWith("data:")) {
            data = value;
        } else if (whole.isEmpty()) {
            if (!data.isEmpty()) {
                Event event = new Event(type, id, data);
                events.add(event);
                if (type.equals("message")) {
                    messages.add(event.message());
                }
            }
            type = "message";
            data = "";
        }
    }

    private synchronized void end() {
        isOver = true;
        notifyAll();
    }

    /** Status and headers. */
    public HttpResponse<?> response() {
        return response;
    }

    /** All lines so far. */
    public synchronized String text() {
        return text.toString();
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    public List<Event> events(String wanted) {
        return events().stream().filter(event -> event.type().equals(wanted)).toList();
    }

    public synchronized List<Seen> messages() {
        return List.copyOf(messages);
    }

    public List<String> contents() {
        return messages().stream().map(Seen::content).toList();
    }

    public synchronized boolean isOver() {
        return isOver;
    }

    /** Returns as soon as what came so far is enough. */
    public void await(Predicate<EventStream> isEnough) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .alias("what came: " + this)
                .until(() -> isEnough.test(this));
    }

    /** The events of a kind, when there are so many. */
    public List<Event> await(int count, String wanted) {
        await(stream -> stream.events(wanted).size() >= count);
        return events(wanted);
    }

    /** The messages, when this one has come. */
    public List<String> awaitMessage(String content) {
        await(stream -> stream.contents().contains(content));
        return contents();
    }

    /** All there was, when the server has ended it. */
    public String awaitEnd() {
        await(EventStream::isOver);
        return text();
    }

    /** The messages after so many others, as soon as there are any; none if none came in that time, or it ended. */
    synchronized List<Seen> after(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (count >= messages.size()) {
            long left = deadline - System.nanoTime();
            if (isOver || left <= 0) {
                return List.of();
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return List.copyOf(messages.subList(count, messages.size()));
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        Flow.Subscription reading;
        synchronized (this) {
            reading = body.subscription;
        }
        if (reading != null) {
            reading.cancel();
        }
        end();
    }

    @Override
    public String toString() {
        return text() + (isOver() ? "(ended)" : "(open)");
    }
}

package org.chatrooms.web.push;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Message;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.fake.SwitchedOutput;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.Shared;
import org.chatrooms.web.hub.Typing;
import org.chatrooms.web.hub.UserNews;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamDeliveryTest {
    private static final String GREETING = "retry: 200\n\n";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final HttpError unavailable = HttpError.unavailable("Not now", null);
    private final AsyncContext context = mock(AsyncContext.class);
    private final SwitchedOutput out = new SwitchedOutput();
    private final AtomicInteger served = new AtomicInteger();
    private Exchange http;
    private StreamDelivery stream;

    @BeforeEach
    void open() throws IOException {
        http = Exchange.get("/get_messages/");
        when(http.request.startAsync(http.request, http.response)).thenReturn(context);
        when(context.getResponse()).thenReturn(http.response);
        when(http.response.getOutputStream()).thenReturn(out);
        when(http.response.isCommitted()).thenAnswer(call -> !out.flushed().isEmpty());
        stream = StreamDelivery.open(
                http.request,
                http.response,
                StreamDeliveryTest::encoded,
                StreamDeliveryTest::encoded,
                StreamDeliveryTest::encoded,
                true,
                () -> {});
        stream.onReady(served::incrementAndGet);
    }

    @Test
    void it_is_an_event_stream_that_nobody_keeps_and_that_waits_long() {
        assertEquals("text/event-stream;charset=UTF-8", http.header("Content-Type"));
        assertEquals("no-store, no-transform", http.header("Cache-Control"));
        assertEquals("no", http.header("X-Accel-Buffering"));
        assertEquals(4096, http.bufferSize());
        verify(context).setTimeout(Duration.ofSeconds(72 + 30).toMillis());
        assertTrue(stream.canWait());
        assertTrue(stream.wantsUsers());
    }

    @Test
    void a_hold_is_a_minute_give_or_take_twelve_seconds() {
        Set<Duration> holds = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            holds.add(stream.hold());
        }
        assertTrue(holds.stream().allMatch(hold -> hold.toMillis() >= 48_000 && hold.toMillis() <= 72_000));
        assertTrue(holds.size() > 500, "spread");
    }

    @Test
    void nothing_is_written_before_the_container_says_so() {
        assertFalse(stream.isReady());
        assertFalse(stream.deliver(batch("one")));
        assertFalse(stream.tellUsers(news()));
        stream.tick(NOW);

        assertEquals("", out.written());
        assertEquals(0, out.refused());
        assertFalse(stream.isOver());
    }

    @Test
    void it_is_served_and_greeted_when_the_container_says_so() throws IOException {
        out.possible();

        assertEquals(1, served.get());
        assertEquals(GREETING, out.flushed());
        assertTrue(stream.isReady());
    }

    @Test
    void it_is_greeted_once() throws IOException {
        out.possible();
        out.stopAfterFlush();
        stream.deliver(batch("one"));
        out.possible();

        assertEquals(2, served.get());
        assertEquals(GREETING + "one\n", out.flushed());
    }

    @Test
    void what_is_delivered_goes_out_at_once() throws IOException {
        out.possible();
        assertTrue(stream.deliver(batch("one", "two")));
        assertTrue(stream.tellUsers(news()));
        assertTrue(stream.tellTyping(new Shared<>(new Typing(2, List.of()))));

        assertEquals(GREETING + "one\ntwo\n3 here\n2 type\n", out.flushed());
        assertTrue(stream.isReady());
    }

    @Test
    void what_could_not_be_flushed_is_flushed_before_anything_else() throws IOException {
        out.possible();
        out.stopAfterWrite();
        assertTrue(stream.deliver(batch("one")));
        assertEquals(GREETING, out.flushed());
        assertFalse(stream.isReady());

        out.possible();
        assertTrue(stream.isReady());
        assertEquals(GREETING + "one\n", out.flushed());
        assertEquals(2, served.get());
    }

    @Test
    void while_the_client_does_not_read_nothing_is_written() throws IOException {
        out.possible();
        out.stopAfterFlush();
        assertTrue(stream.deliver(batch("one")));

        assertFalse(stream.isReady());
        assertFalse(stream.deliver(batch("two")));
        assertFalse(stream.tellUsers(news()));
        stream.tick(NOW);
        stream.tick(NOW.plusSeconds(19));
        assertEquals(GREETING + "one\n", out.written());

        out.possible();
        assertTrue(stream.deliver(batch("two")));
        assertEquals(GREETING + "one\ntwo\n", out.flushed());
        assertEquals(0, out.refused());
    }

    @Test
    void after_15_quiet_seconds_comes_a_heartbeat() throws IOException {
        out.possible();
        stream.tick(NOW);
        stream.tick(NOW.plusMillis(14_999));
        assertEquals(GREETING, out.flushed());

        stream.tick(NOW.plusSeconds(15));
        assertEquals(GREETING + ":\n\n", out.flushed());
        stream.tick(NOW.plusSeconds(16));
        stream.tick(NOW.plusSeconds(30));
        assertEquals(GREETING + ":\n\n", out.flushed());
        stream.tick(NOW.plusSeconds(31));
        assertEquals(GREETING + ":\n\n:\n\n", out.flushed());
    }

    @Test
    void a_message_is_a_heartbeat_too() throws IOException {
        out.possible();
        stream.tick(NOW);
        stream.deliver(batch("one"));
        stream.tick(NOW.plusSeconds(14));
        stream.tick(NOW.plusSeconds(28));

        assertEquals(GREETING + "one\n", out.flushed());
    }

    @Test
    void a_client_that_does_not_read_for_20_seconds_is_left_to_the_container() throws IOException {
        getStuck();
        stream.tick(NOW);
        stream.tick(NOW.plusMillis(19_999));
        assertFalse(stream.isOver());

        stream.tick(NOW.plusSeconds(20));
        assertTrue(stream.isOver());
        verify(context, never()).complete();
    }

    @Test
    void a_client_that_never_begins_to_read_is_left_to_the_container_too() {
        stream.tick(NOW);
        stream.tick(NOW.plusSeconds(20));

        assertTrue(stream.isOver());
        verify(context, never()).complete();
    }

    @Test
    void a_client_that_reads_slowly_is_not_given_up() throws IOException {
        getStuck();
        for (int seconds = 0; seconds <= 60; seconds += 10) {
            stream.tick(NOW.plusSeconds(seconds));
            out.possible();
            out.stopAfterFlush();
            stream.deliver(batch("more"));
        }

        assertFalse(stream.isOver());
    }

    @Test
    void a_client_that_reads_again_after_it_was_given_up_is_sent_home_and_served_no_more() throws IOException {
        getStuck();
        stream.tick(NOW);
        stream.tick(NOW.plusSeconds(20));
        String before = out.written();
        out.possible();

        verify(context).complete();
        assertEquals(1, served.get());
        assertEquals(before, out.written());
    }

    @Test
    void it_ends_at_once_when_it_is_ready() throws IOException {
        out.possible();
        stream.nothingNew();
        stream.nothingNew();

        assertTrue(stream.isOver());
        verify(context).complete();
        assertFalse(stream.isReady());
        assertFalse(stream.deliver(batch("late")));
        assertEquals(GREETING, out.written());
    }

    @Test
    void it_ends_when_the_client_has_read_what_is_under_way_and_gets_nothing_more() throws IOException {
        getStuck();
        stream.nothingNew();
        assertFalse(stream.isOver());
        verify(context, never()).complete();
        out.possible();

        assertTrue(stream.isOver());
        verify(context).complete();
        assertEquals(1, served.get());
    }

    @Test
    void one_that_was_sent_home_before_it_began_is_told_when_to_come_again_and_nothing_else() throws IOException {
        stream.nothingNew();
        assertFalse(stream.isOver());
        out.possible();

        assertEquals(0, served.get());
        assertEquals(GREETING, out.written());
        verify(context).complete();
    }

    @Test
    void a_reset_is_an_event_and_the_end() throws IOException {
        out.possible();
        stream.reset();

        assertEquals(GREETING + "event: reset\ndata: {}\n\n", out.written());
        assertTrue(stream.isOver());
        verify(context).complete();
    }

    @Test
    void a_reset_waits_until_the_client_reads() throws IOException {
        getStuck();
        stream.reset();
        verify(context, never()).complete();
        out.possible();

        assertEquals(GREETING + "much\nevent: reset\ndata: {}\n\n", out.written());
        verify(context).complete();
    }

    @Test
    void what_fails_before_the_first_byte_is_told_as_what_it_is() throws IOException {
        stream.onReady(() -> stream.failed(unavailable));
        out.possible();

        assertFailed();
    }

    @Test
    void what_fails_before_it_is_ready_is_told_when_it_is() throws IOException {
        stream.failed(unavailable);
        assertEquals("", out.written());
        verify(context, never()).complete();
        out.possible();

        assertFailed();
        assertEquals(0, out.refused());
    }

    private void assertFailed() {
        assertEquals(503, http.status());
        assertEquals("2", http.header("Retry-After"));
        assertEquals("application/json;charset=UTF-8", http.header("Content-Type"));
        assertEquals("{\"error\":\"Not now\"}", out.written());
        assertTrue(stream.isOver());
        verify(context).complete();
    }

    @Test
    void what_fails_after_the_first_byte_is_just_an_end() throws IOException {
        out.possible();
        stream.failed(unavailable);

        assertEquals(GREETING, out.written());
        assertTrue(stream.isOver());
        verify(context).complete();
    }

    @Test
    void what_cannot_be_encoded_ends_it_and_is_logged() throws IOException {
        stream = StreamDelivery.open(
                http.request,
                http.response,
                batch -> {
                    throw new IllegalStateException("no such date");
                },
                StreamDeliveryTest::encoded,
                StreamDeliveryTest::encoded,
                false,
                () -> {});
        out.possible();
        try (LoggedBy log = new LoggedBy(StreamDelivery.class)) {
            assertFalse(assertDoesNotThrow(() -> stream.deliver(batch("one"))));
            assertEquals(List.of("SEVERE A stream failed"), log.lines());
        }
        assertTrue(stream.isOver());
        assertFalse(stream.wantsUsers());
    }

    @Test
    void a_client_that_is_gone_ends_it() throws IOException {
        out.possible();
        out.fail(new IOException("Broken pipe"));
        assertFalse(assertDoesNotThrow(() -> stream.deliver(batch("one"))));

        assertTrue(stream.isOver());
        verify(context).complete();
    }

    @Test
    void what_the_container_says_went_wrong_is_over_and_left_to_what_it_says_next() {
        stream.onError(new IOException("Broken pipe"));

        assertTrue(stream.isOver());
        verify(context, never()).complete();
    }

    private void getStuck() throws IOException {
        out.possible();
        out.stopAfterFlush();
        assertTrue(stream.deliver(batch("much")));
        assertFalse(stream.isReady());
    }

    private static byte[] encoded(Batch batch) {
        StringBuilder text = new StringBuilder();
        batch.entries()
                .forEach(message -> text.append(message.content().content()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encoded(Typing typing) {
        return (typing.count() + " type\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encoded(UserNews news) {
        return (news.count() + " here\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Shared<Batch> batch(String... texts) {
        return new Shared<>(new Batch(List.of(texts).stream()
                .map(text -> new Shared<ChatMessage>(new Message(1, 1, Optional.empty(), "ann", NOW, text)))
                .toList()));
    }

    private static Shared<UserNews> news() {
        return new Shared<>(new UserNews(3, Optional.empty(), List.of(), List.of()));
    }
}

package org.chatrooms.web.push;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.fake.Together;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class ParkedRequestTest {
    private static final byte[] ONE = "[1]".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "[2]".getBytes(StandardCharsets.UTF_8);

    private static final byte[] LONG = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    private static final long RACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final AtomicInteger ended = new AtomicInteger();
    private AsyncContext context;
    private Exchange http;
    private ParkedRequest parked;

    @BeforeEach
    void park() throws IOException {
        context = mock(AsyncContext.class);
        http = Exchange.get("/get_messages/");
        when(http.request.startAsync(http.request, http.response)).thenReturn(context);
        when(context.getResponse()).thenReturn(http.response);
        parked = ParkedRequest.park(http.request, http.response, Duration.ofSeconds(35), ended::incrementAndGet);
    }

    @Test
    void whoever_counts_those_who_wait_is_told_once_and_by_the_container_that_it_is_over() {
        parked.answer(ONE);
        assertEquals(0, ended.get());

        parked.onComplete(mock());
        assertEquals(1, ended.get());
    }

    @Test
    void one_that_cannot_wait_is_not_counted_any_more() throws IOException {
        Exchange site = Exchange.get("/get_messages/");
        when(site.request.isAsyncSupported()).thenReturn(false);

        ParkedRequest.park(site.request, site.response, Duration.ofSeconds(35), ended::incrementAndGet);

        assertEquals(1, ended.get());
    }

    @Test
    void it_waits_with_a_time_limit_of_its_own() {
        verify(context).setTimeout(35_000);
        verify(context).addListener(parked);
        verify(context, never()).complete();
        assertFalse(parked.isOver());
    }

    @Test
    void the_first_answer_is_written_and_completes() {
        parked.answer(ONE);

        assertTrue(parked.isOver());
        assertEquals("[1]", http.body());
        assertEquals(200, http.status());
        verify(context).complete();
    }

    @Test
    void whoever_comes_later_touches_nothing() {
        parked.answer(ONE);
        parked.answer(TWO);
        parked.answer(HttpError.reset());
        parked.onTimeout(event());
        parked.onComplete(event());

        assertEquals("[1]", http.body());
        assertEquals(200, http.status());
        verify(context).complete();
        verify(context, times(1)).getResponse();
    }

    @Test
    void at_the_safety_net_the_client_is_told_to_come_again() {
        parked.onTimeout(event());

        assertEquals(503, http.status());
        assertEquals("2", http.header("Retry-After"));
        verify(context).complete();
        assertTrue(parked.isOver());
    }

    @Test
    void on_an_error_nothing_is_written() {
        parked.onError(event());
        parked.answer(ONE);

        assertEquals("", http.body());
        verify(context).complete();
        verify(context, never()).getResponse();
    }

    @Test
    void what_the_container_completed_is_over() {
        parked.onComplete(event());
        parked.answer(ONE);

        assertTrue(parked.isOver());
        assertEquals("", http.body());
        verify(context, never()).complete();
    }

    /** The last one is what Tomcat does with a response that it took back. */
    static List<Exception> whatWritingThrows() {
        return List.of(
                new IOException("Broken pipe"), new IllegalStateException("recycled"), new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("whatWritingThrows")
    void a_client_that_is_gone_is_no_error(Exception e) throws Exception {
        when(http.response.getOutputStream()).thenThrow(e);

        assertDoesNotThrow(() -> parked.answer(ONE));
        assertTrue(parked.isOver());
        verify(context).complete();
    }

    @Test
    void a_context_that_is_gone_is_no_error() {
        when(context.getResponse()).thenThrow(new IllegalStateException("recycled"));
        doThrow(new IllegalStateException("completed")).when(context).complete();

        assertDoesNotThrow(() -> parked.answer(ONE));
        assertTrue(parked.isOver());
    }

    @Test
    void an_error_of_a_context_that_is_gone_is_no_error() {
        doThrow(new IllegalStateException("completed")).when(context).complete();

        assertDoesNotThrow(() -> parked.onError(event()));
    }

    @Test
    void where_a_filter_of_the_site_forbids_waiting_the_answer_is_written_at_once() throws Exception {
        Exchange site = Exchange.get("/get_messages/");
        when(site.request.isAsyncSupported()).thenReturn(false);
        ParkedRequest onItsThread =
                ParkedRequest.park(site.request, site.response, Duration.ofSeconds(35), ended::incrementAndGet);

        assertFalse(onItsThread.canWait());
        onItsThread.answer(ONE);

        assertEquals("[1]", site.body());
        assertTrue(onItsThread.isOver());
    }

    @Test
    void what_is_abandoned_is_over_and_left_to_the_container() {
        parked.abandon();
        assertTrue(parked.isOver());
        parked.answer(ONE);
        parked.answer(HttpError.reset());
        assertEquals("", http.body());
        verify(context, never()).complete();

        parked.onTimeout(event());
        assertEquals("", http.body());
        verify(context).complete();
    }

    @Test
    void an_error_completes_what_was_answered_before_and_what_was_abandoned() {
        parked.answer(ONE);
        parked.onError(event());
        verify(context, times(2)).complete();

        ParkedRequest stuck = ParkedRequest.park(http.request, http.response, Duration.ofSeconds(35), () -> {});
        stuck.abandon();
        stuck.onError(event());
        stuck.end();
        verify(context, times(3)).complete();
    }

    @Test
    void what_is_abandoned_can_still_be_ended_once() {
        parked.abandon();
        parked.end();
        parked.end();
        parked.abandon();
        parked.end();

        verify(context).complete();
    }

    @Test
    void what_the_container_completed_after_it_was_abandoned_is_touched_by_nobody() {
        parked.abandon();
        parked.onComplete(event());
        parked.end();

        verify(context, never()).complete();
    }

    private Runnable longAnswer() {
        parked.answer(LONG);
        parked.answer(TWO);
        assertTrue(parked.isOver());
        assertEquals("", http.body());
        ArgumentCaptor<Runnable> later = ArgumentCaptor.captor();
        verify(context).start(later.capture());
        return later.getValue();
    }

    @Test
    void a_long_answer_is_written_once_and_by_a_thread_of_the_container() {
        Runnable write = longAnswer();
        write.run();
        verify(context).setTimeout(0); // while it waits for the client
        write.run();

        assertEquals(LONG.length, http.body().length());
        verify(context).complete();
    }

    @Test
    void a_long_answer_that_no_thread_came_to_is_written_at_the_safety_net() {
        Runnable write = longAnswer();
        parked.onTimeout(event());
        write.run();

        assertEquals(200, http.status());
        assertEquals(LONG.length, http.body().length());
        verify(context).complete();
    }

    @Test
    void a_long_answer_is_not_written_any_more_when_the_client_is_gone() {
        Runnable write = longAnswer();
        parked.onError(event());
        write.run();

        assertEquals("", http.body());
        verify(context).complete();
    }

    @Test
    void a_long_answer_is_not_written_any_more_when_the_container_is_done_with_the_request() {
        Runnable write = longAnswer();
        parked.onComplete(event());
        write.run();

        assertEquals("", http.body());
        verify(context, never()).complete();
    }

    @Test
    void what_fails_in_the_middle_of_a_long_answer_ends_it_and_is_not_tried_again() throws IOException {
        Runnable write = longAnswer();
        when(http.response.getOutputStream()).thenThrow(new OutOfMemoryError("of the test"));

        assertThrows(OutOfMemoryError.class, write::run);
        parked.onTimeout(event());

        verify(http.response, times(1)).getOutputStream();
        verify(context).complete();
    }

    @Test
    void a_long_answer_while_the_container_ends_the_request_is_left_to_it() {
        doThrow(new IllegalStateException("timing out")).when(context).start(any());
        parked.answer(LONG);
        assertEquals("", http.body());
        verify(context, never()).complete();

        parked.onTimeout(event());
        assertEquals(LONG.length, http.body().length());
        verify(context).complete();
    }

    @Test
    void an_error_in_the_middle_of_an_answer_is_just_its_end() {
        when(http.response.isCommitted()).thenReturn(true);
        parked.answer(HttpError.reset());

        assertEquals("", http.body());
        assertEquals(200, http.status());
        assertTrue(parked.isOver());
        verify(context).complete();
    }

    /** The rival comes a little earlier or later each time. */
    @ParameterizedTest
    @ValueSource(strings = {"answer", "timeout", "long answer"})
    void of_two_that_come_at_once_exactly_one_completes(String rival) throws Exception {
        AtomicInteger completed = new AtomicInteger();
        AtomicReference<ParkedRequest> current = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        HttpServletRequest request =
                mock(HttpServletRequest.class, withSettings().stubOnly());
        when(request.isAsyncSupported()).thenReturn(true);
        HttpServletResponse response =
                mock(HttpServletResponse.class, withSettings().stubOnly());
        when(response.getBufferSize()).thenReturn(8192);
        when(request.startAsync(request, response)).thenAnswer(call -> countingContext(completed));
        AsyncEvent event = event();

        Together.run(2, thread -> {
            if (thread == 0) {
                try {
                    long start = System.nanoTime();
                    for (int i = 0; System.nanoTime() - start < RACE_NANOS; i++) {
                        completed.set(0);
                        ParkedRequest next = ParkedRequest.park(request, response, Duration.ofSeconds(35), () -> {});
                        current.set(next);
                        for (int wait = i % 8; wait > 0; wait--) {
                            Thread.onSpinWait();
                        }
                        next.answer(rival.startsWith("long") ? LONG : ONE);
                        while (current.get() != null) {
                            Thread.onSpinWait();
                        }
                        assertEquals(1, completed.get());
                    }
                } finally {
                    over.set(true);
                }
            } else {
                while (!over.get()) {
                    ParkedRequest next = current.get();
                    if (next != null) {
                        if (rival.equals("answer")) {
                            next.answer(TWO);
                        } else {
                            next.onTimeout(event);
                        }
                        current.set(null);
                    }
                }
            }
        });
    }

    /** Without Mockito, which is too slow for a race; whoever wants to write finds that the client is gone. */
    private static AsyncContext countingContext(AtomicInteger completed) {
        return (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "complete" -> completed.incrementAndGet();
                        case "getResponse" -> throw new IllegalStateException("recycled");
                        case "start" -> ((Runnable) arguments[0]).run();
                        default -> {}
                    }
                    return null;
                });
    }

    private static AsyncEvent event() {
        return new AsyncEvent(mock(AsyncContext.class));
    }
}

package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFilterTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LIMIT = 64 * 1024;

    private final TestClock clock = new TestClock();
    private final BodyFilter filter = new BodyFilter(clock);

    @Test
    void query_and_body_are_one_request() throws Exception {
        ServletRequest passed = pass(Exchange.of("POST").query("room_id=1").body(FORM, bytes("message=hello+there")));

        assertEquals("1", passed.getParameter("room_id"));
        assertEquals("hello there", passed.getParameter("message"));
    }

    @Test
    void a_form_that_a_filter_of_the_site_has_read_is_taken_as_it_read_it() throws Exception {
        Exchange http = Exchange.of("POST").body("application/x-www-form-urlencoded", new byte[0]);
        when(http.request.getContentLengthLong()).thenReturn(3L);
        when(http.request.getParameter("a")).thenReturn("1");

        http.through(filter, (request, response) -> assertEquals("1", request.getParameter("a")));
    }

    @Test
    void a_get_has_no_body() throws Exception {
        Exchange http = Exchange.get("/get_messages/").query("room_id=1").body("text/plain", bytes("message=x"));
        ServletRequest passed = pass(http);

        assertEquals("1", passed.getParameter("room_id"));
        assertNull(passed.getParameter("message"));
        verify(http.request, never()).getInputStream();
    }

    @Test
    void the_containers_own_parsing_is_never_asked() throws Exception {
        Exchange http = Exchange.of("POST").body(FORM, bytes("a=1"));
        pass(http).getParameter("a");

        verify(http.request, never()).getParameter(anyString());
        verify(http.request, never()).getParameterValues(anyString());
    }

    @Test
    void a_body_may_have_64_kilobytes() throws Exception {
        assertEquals(
                LIMIT - 2,
                pass(Exchange.of("POST").body(FORM, form(LIMIT)))
                        .getParameter("a")
                        .length());
        assertEquals(
                LIMIT - 2,
                pass(Exchange.of("POST").chunked(FORM, form(LIMIT)))
                        .getParameter("a")
                        .length());
    }

    @Test
    void a_body_with_one_byte_more_is_413() throws Exception {
        assertEquals(
                413, refusal(Exchange.of("POST").body(FORM, form(LIMIT + 1))).status());
        assertEquals(
                413, refusal(Exchange.of("POST").chunked(FORM, form(LIMIT + 1))).status());
    }

    @Test
    void a_body_may_come_byte_by_byte_for_20_seconds() throws Exception {
        assertEquals(
                18,
                pass(Exchange.of("POST").chunked(FORM, trickle(20)))
                        .getParameter("a")
                        .length());
    }

    @Test
    void a_body_that_takes_longer_is_408_as_soon_as_that_is_clear() throws Exception {
        Instant begin = clock.instant();

        assertEquals(
                408, refusal(Exchange.of("POST").chunked(FORM, trickle(LIMIT))).status());
        assertEquals(21, Duration.between(begin, clock.instant()).toSeconds());
    }

    @Test
    void a_body_that_says_it_is_too_large_is_not_read() throws Exception {
        Exchange http = Exchange.of("POST").body(FORM, bytes("a=1"));
        when(http.request.getContentLengthLong()).thenReturn(Long.MAX_VALUE);

        assertEquals(413, refusal(http).status());
        verify(http.request, never()).getInputStream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + ";charset=UTF-8",
                FORM + "; charset=utf-8",
                FORM + " ; charset=\"utf-8\"",
                FORM + ";",
                "Application/X-WWW-Form-URLEncoded; Charset=Utf-8"
            })
    void a_form_in_utf_8_is_taken(String contentType) throws Exception {
        assertEquals(
                "é", pass(Exchange.of("POST").body(contentType, bytes("a=é"))).getParameter("a"));
        assertEquals(
                "é",
                pass(Exchange.of("POST").chunked(contentType, bytes("a=é"))).getParameter("a"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json",
                "multipart/form-data; boundary=x",
                FORM + "; charset=ISO-8859-1",
                FORM + "; charset=utf-16",
                FORM + "; charset=no-such-charset",
                FORM + "; charset=",
                FORM + "x",
                "text/plain; " + FORM
            })
    void everything_else_is_415(String contentType) throws Exception {
        assertEquals(
                415,
                refusal(Exchange.of("POST").body(contentType, bytes("a=1"))).status());
        assertEquals(
                415,
                refusal(Exchange.of("POST").chunked(contentType, bytes("a=1"))).status());
    }

    @Test
    void a_post_without_a_body_needs_no_type() throws Exception {
        assertEquals(
                "1",
                pass(Exchange.of("POST").query("room_id=1").body(null, bytes("")))
                        .getParameter("room_id"));
        assertEquals(
                "1",
                pass(Exchange.of("POST").query("room_id=1").chunked(null, bytes("")))
                        .getParameter("room_id"));
    }

    private ServletRequest pass(Exchange http) throws Exception {
        AtomicReference<ServletRequest> passed = new AtomicReference<>();
        http.through(filter, (request, response) -> passed.set(request));
        return passed.get();
    }

    private HttpError refusal(Exchange http) {
        return assertThrows(HttpError.class, () -> pass(http));
    }

    /** A byte a second. */
    private InputStream trickle(int length) {
        return new ByteArrayInputStream(form(length)) {
            @Override
            public synchronized int read(byte[] target, int offset, int wanted) {
                clock.pass(Duration.ofSeconds(available() > 0 ? 1 : 0));
                return super.read(target, offset, 1);
            }
        };
    }

    private static byte[] form(int length) {
        return bytes("a=" + "x".repeat(length - 2));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

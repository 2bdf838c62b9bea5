package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersFilterTest {
    private static final String PAGE = "/rooms/";
    private static final String LOGIN = "/login/";
    private static final String AJAX = "/get_messages/";
    private static final String FILE = "/static/chatrooms/js/room.js";

    private final HeadersFilter filter = new HeadersFilter(
            Sites.PLAIN,
            request -> !request.getServletPath().equals(AJAX),
            request -> request.getServletPath().equals(FILE),
            request -> request.getServletPath().equals(LOGIN));

    @Test
    void a_page_may_use_what_is_ours_and_run_what_has_its_nonce() throws Exception {
        Exchange http = pass(PAGE);
        String nonce = Visit.of(http.request).getNonce();

        assertTrue(nonce.matches("[A-Za-z0-9_-]{22}"), nonce);
        assertEquals(
                List.of(
                        "default-src 'none'",
                        "base-uri 'none'",
                        "frame-ancestors 'self'",
                        "script-src 'self' 'nonce-" + nonce + "'",
                        "style-src 'self'",
                        "img-src 'self' data:",
                        "font-src 'self'",
                        "connect-src 'self'",
                        "form-action 'self'"),
                policy(http));
    }

    @Test
    void a_page_where_a_click_does_more_than_to_say_something_is_shown_in_no_frame() throws Exception {
        assertTrue(policy(pass(LOGIN)).contains("frame-ancestors 'none'"));
    }

    @Test
    void an_ajax_answer_may_do_nothing() throws Exception {
        Exchange http = pass(AJAX);

        assertEquals("", Visit.of(http.request).getNonce());
        assertEquals(List.of("default-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"), policy(http));
    }

    @Test
    void a_file_may_do_nothing_and_is_asked_for_again() throws Exception {
        Exchange http = pass(FILE);

        assertEquals(List.of("default-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"), policy(http));
        assertEquals("no-cache", http.header("Cache-Control"));
    }

    @Test
    void no_two_requests_have_the_same_nonce() throws Exception {
        assertNotEquals(
                Visit.of(pass(PAGE).request).getNonce(),
                Visit.of(pass(PAGE).request).getNonce());
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, AJAX})
    void every_answer_is_taken_as_what_it_is_and_keeps_its_address_to_itself(String path) throws Exception {
        Exchange http = pass(path);

        assertEquals("nosniff", http.header("X-Content-Type-Options"));
        assertEquals("same-origin", http.header("Referrer-Policy"));
    }

    @Test
    void a_page_is_asked_for_again_and_an_ajax_answer_is_not_kept() throws Exception {
        assertEquals("no-cache", pass(PAGE).header("Cache-Control"));
        assertEquals("no-store", pass(AJAX).header("Cache-Control"));
        assertEquals("no-store", pass(LOGIN).header("Cache-Control"));
    }

    @Test
    void whoever_comes_after_knows_where_we_are() throws Exception {
        assertEquals("/chat", Visit.of(pass(PAGE).request).getBase());
    }

    @Test
    void the_headers_are_there_before_anybody_can_send_the_answer() throws Exception {
        Exchange http = Exchange.get(PAGE);
        http.through(filter, (request, response) -> assertEquals("nosniff", http.header("X-Content-Type-Options")));
    }

    private Exchange pass(String path) throws Exception {
        Exchange http = Exchange.get(path);
        http.through(filter, (request, response) -> {});
        return http;
    }

    private static List<String> policy(Exchange http) {
        return Arrays.asList(http.header("Content-Security-Policy").split("; *"));
    }
}

package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFilterTest {
    private static final String PAGE = "/rooms/";
    private static final String AJAX = "/send_message/";

    private final ErrorFilter filter =
            new ErrorFilter(request -> request.getServletPath().equals(AJAX));

    @Test
    void what_goes_well_is_left_alone() throws Exception {
        Exchange http =
                pass(PAGE, (request, response) -> response.getOutputStream().write('x'));

        assertEquals("x", http.body());
        assertEquals(200, http.status());
    }

    @Test
    void a_script_gets_json() throws Exception {
        Exchange http = pass(AJAX, throwing(HttpError.badRequest("room_id is missing")));

        assertEquals(400, http.status());
        assertEquals("application/json;charset=UTF-8", http.header("Content-Type"));
        assertEquals("{\"error\":\"room_id is missing\"}", http.body());
        assertNull(http.forwardedTo());
    }

    @ParameterizedTest
    @CsvSource({"403, /WEB-INF/jsp/chatrooms/403.jsp", "404, /WEB-INF/jsp/chatrooms/error.jsp"})
    void a_person_gets_a_page(int status, String page) throws Exception {
        HttpError error = status == 403 ? HttpError.forbidden("Not for you") : HttpError.notFound();
        Exchange http = pass(PAGE, throwing(error));

        assertEquals(status, http.status());
        assertEquals("text/html;charset=UTF-8", http.header("Content-Type"));
        assertEquals(page, http.forwardedTo());
        assertEquals(status, http.attribute("status"));
        assertEquals(error.getMessage(), http.attribute("message"));
    }

    @Test
    void a_page_is_another_one_in_another_language_and_for_somebody_else() throws Exception {
        Exchange http = pass(PAGE, throwing(HttpError.notFound()));

        assertEquals("Accept-Language, Cookie", http.header("Vary"));
    }

    @Test
    void a_page_is_asked_for_with_get_whatever_failed() throws Exception {
        Exchange http = Exchange.of("DELETE");
        http.through(new ErrorFilter(request -> false), throwing(HttpError.methodNotAllowed()));

        assertEquals("GET", http.forwardedMethod());
    }

    @ParameterizedTest
    @CsvSource({"404, Not found", "400, Not possible", "500, Not possible"})
    void what_the_container_found_looks_like_ours(int status, String message) throws Exception {
        Exchange http = Exchange.get(PAGE);
        when(http.request.getDispatcherType()).thenReturn(DispatcherType.ERROR);
        http.request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        http.through(filter, (request, response) -> {});

        assertEquals(status, http.attribute("status"));
        assertEquals(message, http.attribute("message"));
    }

    @ParameterizedTest
    @CsvSource({PAGE, AJAX})
    void whoever_may_try_again_is_told_when(String path) throws Exception {
        Exchange http = pass(path, throwing(HttpError.unavailable("Later", null)));

        assertEquals(503, http.status());
        assertEquals("2", http.header("Retry-After"));
    }

    @Test
    void half_an_answer_is_taken_back() throws Exception {
        Exchange http = pass(AJAX, (request, response) -> {
            response.getOutputStream().print("half an ans");
            throw new InvalidInput("No");
        });

        assertEquals("{\"error\":\"No\"}", http.body());
    }

    @Test
    void what_should_not_have_happened_is_logged_and_not_shown() throws Exception {
        try (LoggedBy log = new LoggedBy(ErrorFilter.class)) {
            Exchange http = pass(AJAX, throwing(new IllegalStateException("a secret")));

            assertEquals(500, http.status());
            assertEquals("{\"error\":\"Something went wrong here\"}", http.body());
            assertEquals(List.of("SEVERE GET of /chat/send_message/ failed"), log.lines());
        }
    }

    @Test
    void a_bad_request_is_not_logged() throws Exception {
        try (LoggedBy log = new LoggedBy(ErrorFilter.class)) {
            pass(AJAX, throwing(new InvalidInput("No")));

            assertEquals(List.of(), log.lines());
        }
    }

    @Test
    void what_a_servlet_exception_wraps_is_what_went_wrong() throws Exception {
        Exchange http = pass(AJAX, (request, response) -> {
            throw new ServletException(new InvalidInput("No"));
        });

        assertEquals(400, http.status());
    }

    @Test
    void a_servlet_exception_that_wraps_nothing_is_500() throws Exception {
        try (LoggedBy log = new LoggedBy(ErrorFilter.class)) {
            Exchange http = pass(AJAX, (request, response) -> {
                throw new ServletException("of the container");
            });

            assertEquals(500, http.status());
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void an_error_in_a_plugins_code_is_500_without_a_trace() throws Exception {
        try (LoggedBy log = new LoggedBy(ErrorFilter.class)) {
            Exchange http = pass(AJAX, (request, response) -> {
                throw new NoClassDefFoundError("a jar that a plugin misses");
            });

            assertEquals(500, http.status());
            assertEquals("{\"error\":\"Something went wrong here\"}", http.body());
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void an_answer_that_is_on_its_way_is_cut_off() throws Exception {
        HttpError error = HttpError.notFound();
        Exchange http = Exchange.get(AJAX);
        when(http.response.isCommitted()).thenReturn(true);

        assertSame(error, assertThrows(HttpError.class, () -> http.through(filter, throwing(error))));
        assertEquals("", http.body());
    }

    @Test
    void the_answer_of_a_parked_request_is_its_owners() throws Exception {
        HttpError error = HttpError.notFound();
        Exchange http = Exchange.get(AJAX);
        when(http.request.isAsyncStarted()).thenReturn(true);

        assertSame(error, assertThrows(HttpError.class, () -> http.through(filter, throwing(error))));
        verify(http.response, never()).resetBuffer();
        assertEquals("", http.body());
    }

    @Test
    void a_client_that_is_gone_is_the_containers_business() throws Exception {
        IOException gone = new IOException("Connection reset");
        Exchange http = Exchange.get(AJAX);

        assertSame(
                gone,
                assertThrows(
                        IOException.class,
                        () -> http.through(filter, (request, response) -> {
                            throw gone;
                        })));
    }

    private Exchange pass(String path, FilterChain chain) throws Exception {
        Exchange http = Exchange.get(path);
        http.through(filter, chain);
        return http;
    }

    private static FilterChain throwing(RuntimeException e) {
        return (request, response) -> {
            throw e;
        };
    }
}

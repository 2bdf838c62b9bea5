package org.chatrooms.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServletTest {
    private static final class GetOnly extends ChatServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void get(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(299);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_head_is_answered_as_a_get(String method) throws Exception {
        Exchange http = Exchange.of(method);
        new GetOnly().service(http.request, http.response);

        assertEquals(299, http.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "WHATEVER"})
    void what_it_does_not_do_is_405(String method) throws Exception {
        Exchange http = Exchange.of(method);
        HttpError error = assertThrows(HttpError.class, () -> new GetOnly().service(http.request, http.response));

        assertEquals(405, error.status());
    }
}

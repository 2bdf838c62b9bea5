package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRequestTest {
    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("", Map.of()),
                Arguments.of("a=1", Map.of("a", List.of("1"))),
                Arguments.of("a=1&b=2", Map.of("a", List.of("1"), "b", List.of("2"))),
                Arguments.of("a=1&a=2&a=", Map.of("a", List.of("1", "2", ""))),
                Arguments.of("a", Map.of("a", List.of(""))),
                Arguments.of("=1", Map.of("", List.of("1"))),
                Arguments.of("&&a=1&&", Map.of("a", List.of("1"))),
                Arguments.of("a=b=c", Map.of("a", List.of("b=c"))),
                Arguments.of("a+b=c+d", Map.of("a b", List.of("c d"))),
                Arguments.of("a=%2B%20%26%3D%25", Map.of("a", List.of("+ &=%"))),
                Arguments.of("%61=%41", Map.of("a", List.of("A"))),
                Arguments.of("a=%c3%A9", Map.of("a", List.of("é"))),
                Arguments.of("a=é", Map.of("a", List.of("é"))),
                Arguments.of("a=%F0%9F%A6%8A", Map.of("a", List.of("🦊"))),
                Arguments.of("a=%00", Map.of("a", List.of("\0"))),
                Arguments.of("a=%252B", Map.of("a", List.of("%2B"))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_is_decoded(String form, Map<String, List<String>> expected) throws Exception {
        assertEquals(expected, parameters(withBody(bytes(form))));
        assertEquals(expected, parameters(withQuery(new String(bytes(form), StandardCharsets.ISO_8859_1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%", "a=%4", "a=1&b=%", "a=%zz", "a=%4z", "a=%z4", "a=%%41", "a=% 41", "a=%+1", "a=%-1", "%=1",
                "%zz=1"
            })
    void a_broken_percent_encoding_is_400(String form) {
        assertBadRequest("The request has a broken percent encoding", form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%ff", "a=%c3", "a=%c3%28", "a=%c0%80", "a=%ed%a0%80", "a=%f5%80%80%80", "%ff=1"})
    void what_is_not_utf_8_is_400(String form) {
        assertBadRequest("The request is not UTF-8", form);
    }

    @Test
    void raw_bytes_that_are_not_utf_8_are_400() {
        assertEquals(
                400,
                assertThrows(HttpError.class, () -> withBody(new byte[] {'a', '=', -1}))
                        .status());
    }

    @Test
    void those_of_the_query_come_before_those_of_the_body() throws Exception {
        Exchange http = Exchange.of("POST").query("a=query&q=1");
        FormRequest request = new FormRequest(http.request, bytes("a=body&b=2"));

        assertArrayEquals(new String[] {"query", "body"}, request.getParameterValues("a"));
        assertEquals("query", request.getParameter("a"));
        assertEquals("1", request.getParameter("q"));
        assertEquals("2", request.getParameter("b"));
        assertEquals(Set.of("a", "q", "b"), Set.copyOf(Collections.list(request.getParameterNames())));
    }

    @Test
    void what_was_not_given_is_null() throws Exception {
        FormRequest request = withQuery("a=1");

        assertNull(request.getParameter("b"));
        assertNull(request.getParameterValues("b"));
    }

    @Test
    void nobody_changes_what_was_given() throws Exception {
        FormRequest request = withQuery("a=1");
        request.getParameterValues("a")[0] = "2";

        assertEquals("1", request.getParameter("a"));
    }

    private static void assertBadRequest(String message, String form) {
        HttpError inBody = assertThrows(HttpError.class, () -> withBody(bytes(form)));
        HttpError inQuery = assertThrows(HttpError.class, () -> withQuery(form));

        assertEquals(400, inBody.status());
        assertEquals(message, inBody.getMessage());
        assertEquals(message, inQuery.getMessage());
    }

    private static FormRequest withBody(byte[] body) throws IOException {
        return new FormRequest(Exchange.of("POST").request, body);
    }

    private static FormRequest withQuery(String query) throws IOException {
        return new FormRequest(Exchange.get("/get_messages/").query(query).request, new byte[0]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> parameters(FormRequest request) {
        return request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Arrays.asList(entry.getValue())));
    }
}

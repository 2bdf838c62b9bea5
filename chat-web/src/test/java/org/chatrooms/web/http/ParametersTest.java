package org.chatrooms.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final String UUID_TEXT = "123e4567-e89b-12d3-a456-426614174000";

    @Test
    void what_is_not_given_is_empty_or_missing() throws Exception {
        Parameters none = given();

        assertEquals(Optional.empty(), none.optional("x"));
        assertEquals(Optional.empty(), none.date("x"));
        assertEquals(Optional.empty(), none.uuid("x"));
        assertBad("x is missing", () -> none.required("x"));
        assertBad("x is missing", () -> none.number("x"));
    }

    @Test
    void what_is_given_twice_is_refused_even_if_it_is_the_same() throws Exception {
        Parameters twice = given("1", "1");

        assertBad("x is given more than once", () -> twice.optional("x"));
        assertBad("x is given more than once", () -> twice.required("x"));
        assertBad("x is given more than once", () -> twice.number("x"));
        assertBad("x is given more than once", () -> twice.date("x"));
        assertBad("x is given more than once", () -> twice.uuid("x"));
    }

    @Test
    void a_text_is_taken_as_it_is() throws Exception {
        assertEquals(Optional.of(" a "), given(" a ").optional("x"));
        assertEquals("", given("").required("x"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-1, -1", "007, 7", "9223372036854775807, 9223372036854775807"})
    void a_number_is_read(String text, long number) throws Exception {
        assertEquals(number, given(text).number("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "1.0", "1e3", "0x1", "one", "9223372036854775808", "1,000"})
    void everything_else_is_no_number(String text) throws Exception {
        Parameters parameters = given(text);

        assertBad("x must be a number", () -> parameters.number("x"));
    }

    @Test
    void a_date_is_read_and_an_empty_one_is_none() throws Exception {
        assertEquals(
                Optional.of(Instant.parse("2026-02-03T04:05:06.123456Z")),
                given("2026-02-03T04:05:06:123456").date("x"));
        assertEquals(Optional.empty(), given("").date("x"));
        Parameters bad = given("yesterday");
        assertBad("x must be a date", () -> bad.date("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {UUID_TEXT, "123E4567-E89B-12D3-A456-426614174000"})
    void a_uuid_is_read_in_either_case(String text) throws Exception {
        assertEquals(Optional.of(UUID.fromString(UUID_TEXT)), given(text).uuid("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "key", "{" + UUID_TEXT + "}", "123e4567e89b12d3a456426614174000"})
    void everything_else_is_no_uuid(String text) throws Exception {
        Parameters parameters = given(text);

        assertBad("x must be a UUID", () -> parameters.uuid("x"));
    }

    /** The parameter is always called x. */
    private static Parameters given(String... values) throws IOException {
        Exchange http = Exchange.get("/get_messages/");
        when(http.request.getParameterValues("x")).thenReturn(values.length == 0 ? null : values);
        return new Parameters(http.request);
    }

    private static void assertBad(String message, Executable reading) {
        HttpError error = assertThrows(HttpError.class, reading);
        assertEquals(400, error.status());
        assertEquals(message, error.getMessage());
    }
}

package org.chatrooms.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void a_body_has_its_type_and_leaves_its_length_to_whoever_sends_it() throws Exception {
        Exchange http = Exchange.get("/get_messages/");
        Json.write(http.response, 201, Json.bytes(new JsonPrimitive("é")));

        assertEquals(201, http.status());
        assertEquals("application/json;charset=UTF-8", http.header("Content-Type"));
        assertNull(http.header("Content-Length"));
        assertEquals("\"é\"", http.body());
    }

    @Test
    void nothing_in_it_looks_like_markup() {
        assertEquals(
                "\"\\u003cscript\\u003e\\u0026\\u0027\\u003d\\u2028\"", text(new JsonPrimitive("<script>&'=\u2028")));
    }

    @Test
    void there_is_room_for_a_short_answer_so_that_to_write_it_waits_for_nobody() throws Exception {
        Exchange http = Exchange.get("/get_messages/");
        http.response.setBufferSize(1024);
        Json.write(http.response, 200, new byte[10]);
        assertEquals(1024, http.bufferSize());

        Json.write(http.response, 200, new byte[8000]);
        assertEquals(8000, http.bufferSize());
        Json.write(http.response, 200, new byte[70_000]);
        assertEquals(8192, http.bufferSize());
        assertNull(http.header("Content-Length"));
    }

    @Test
    void an_error_says_what_is_wrong() throws Exception {
        Exchange http = Exchange.get("/get_messages/");
        Json.write(http.response, HttpError.badRequest("room_id is missing"));

        assertEquals(400, http.status());
        assertEquals("{\"error\":\"room_id is missing\"}", http.body());
        assertNull(http.header("Retry-After"));
    }

    @Test
    void an_error_says_where_to_sign_in_and_when_to_come_again() throws Exception {
        Exchange http = Exchange.get("/get_messages/");
        Json.write(http.response, HttpError.unavailable("Later", null));

        assertEquals("2", http.header("Retry-After"));
        assertEquals(
                "{\"error\":\"Who are you?\",\"login_url\":\"/chat/login/\"}",
                new String(Json.bytes(HttpError.unauthorized("Who are you?", "/chat/login/")), StandardCharsets.UTF_8));
    }

    private static String text(JsonPrimitive json) {
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }
}

package org.chatrooms.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CeleryWireTest {
    private static final Instant NOW = Instant.parse("2026-11-23T11:07:32.846684Z");

    private final Wire wire = wireIn("UTC");

    private static Wire wireIn(String zone) {
        return new CeleryWire("/0.", "celeryev", false, Clock.fixed(NOW, ZoneId.of(zone)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As Celery sends it. */
    private static String message(String body) {
        return """
                {"body": "%s", "content-encoding": "utf-8", "content-type": "application/json",
                 "headers": {"hostname": "gen20941@vm"},
                 "properties": {"delivery_mode": 1,
                                "delivery_info": {"exchange": "celeryev", "routing_key": "chatrooms"},
                                "priority": 0, "body_encoding": "base64",
                                "delivery_tag": "a7e31ba6-f87e-43da-94b7-76c5e33c3f5a"}}
                """.formatted(base64(body));
    }

    private static JsonObject event(String message) {
        String body =
                JsonParser.parseString(message).getAsJsonObject().get("body").getAsString();
        return JsonParser.parseString(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    @Test
    void an_event_of_celery_is_worth_a_look() {
        String event = """
                {"hostname": "gen20941@vm", "utcoffset": 0, "pid": 20941, "clock": 1, "room_id": 7,
                 "timestamp": 1795424052.846684, "type": "chatrooms"}
                """;

        assertEquals(List.of(Hint.toLookInto(7)), wire.read(message(event)));
    }

    @ParameterizedTest
    @CsvSource({"7, 42", "'\"7\"', '\"42\"'"})
    void a_room_and_a_message_are_numbers_or_texts_of_them(String room, String message) {
        String event = "{\"type\": \"chatrooms\", \"room_id\": " + room + ", \"message_id\": " + message + "}";

        assertEquals(List.of(new Hint(7, 42)), wire.read(message(event)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "0", "-1", "1e9", "[42]", "1000000000000000000"})
    void a_message_that_is_none_is_as_good_as_none(String message) {
        String event = "{\"type\": \"chatrooms\", \"room_id\": 7, \"message_id\": " + message + "}";

        assertEquals(List.of(Hint.toLookInto(7)), wire.read(message(event)));
    }

    @Test
    void what_is_of_use_in_a_list_of_events_is_heard() {
        String events = """
                [{"type": "task-sent", "room_id": 1}, null, [], 7, {"type": "chatrooms", "room_id": 7},
                 {"room_id": 2}, {"type": "chatrooms"}, {"type": "chatrooms", "room_id": 8, "message_id": 42}]
                """;

        assertEquals(List.of(Hint.toLookInto(7), new Hint(8, 42)), wire.read(message(events)));
    }

    @Test
    void a_body_may_be_plain_text() {
        String plain = "{\"body\": \"{\\\"type\\\": \\\"chatrooms\\\", \\\"room_id\\\": 7}\","
                + " \"content-type\": \"application/json\"}";

        assertEquals(List.of(Hint.toLookInto(7)), wire.read(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "x",
                "7 42",
                "null",
                "[]",
                "{}",
                "{",
                "\uD800",
                "{\"body\": \"e30=\"}",
                "{\"content-type\": \"application/json\"}",
                "{\"body\": 7, \"content-type\": \"application/json\", \"properties\": {\"body_encoding\": \"base64\"}}",
                "{\"body\": \"ä\", \"content-type\": \"application/json\", \"properties\": {\"body_encoding\": \"base64\"}}",
                "{\"body\": {}, \"content-type\": [], \"properties\": []}"
            })
    void what_is_no_message_says_nothing(String text) {
        assertEquals(List.of(), wire.read(text));
    }

    @Test
    void only_json_is_read_whatever_it_looks_like() {
        String json = message("{\"type\": \"chatrooms\", \"room_id\": 7}");

        assertEquals(List.of(), wire.read(json.replace("application/json", "application/x-python-serialize")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "7",
                "{}",
                "{\"type\": \"chatrooms\"}",
                "{\"room_id\": 7}",
                "{\"type\": \"task-sent\", \"room_id\": 7}",
                "{\"type\": [\"chatrooms\"], \"room_id\": 7}",
                "{\"type\": \"chatrooms\", \"room_id\": {}}",
                "{\"type\": \"chatrooms\", \"room_id\": -7}",
                "{\"type\": \"chatrooms\", \"room_id\": 7.5}",
                "{\"type\": \"chatrooms\", \"room_id\": 1e999999999}",
                "{\"type\": \"chatrooms\", \"room_id\": 99999999999999999999}"
            })
    void what_is_no_event_of_ours_says_nothing(String body) {
        assertEquals(List.of(), wire.read(message(body)));
    }

    @Test
    void neither_depth_nor_length_is_any_harm() {
        assertEquals(List.of(), wire.read("[".repeat(500_000)));
        assertEquals(List.of(), wire.read(message("{\"a\":".repeat(100_000))));
        String event = "{\"type\": \"chatrooms\", \"room_id\": 7}";
        assertEquals(List.of(), wire.read(message(event + " ".repeat(1_000_000))));
    }

    @Test
    void what_is_said_is_what_is_heard() {
        assertEquals(List.of(new Hint(7, 42)), wire.read(wire.write(new Hint(7, 42))));
    }

    @Test
    void what_is_said_has_its_time_and_its_place_in_the_order() {
        String said = wire.write(new Hint(7, 42));
        String next = wire.write(new Hint(7, 42));

        assertEquals(1795432052.846684, event(said).get("timestamp").getAsDouble());
        assertEquals(1, event(said).get("clock").getAsLong());
        assertEquals(2, event(next).get("clock").getAsLong());
        assertNotEquals(tag(said), tag(next));
    }

    private static String tag(String message) {
        return JsonParser.parseString(message)
                .getAsJsonObject()
                .getAsJsonObject("properties")
                .get("delivery_tag")
                .getAsString();
    }

    /** As {@code time.timezone // 3600} of Python. */
    @ParameterizedTest
    @CsvSource({"UTC, 0", "Europe/Berlin, -1", "Asia/Kolkata, -6", "America/New_York, 5", "America/St_Johns, 3"})
    void hours_to_the_west_of_greenwich_are_rounded_down(String zone, int offset) {
        assertEquals(
                offset,
                event(wireIn(zone).write(new Hint(7, 42))).get("utcoffset").getAsInt());
    }
}

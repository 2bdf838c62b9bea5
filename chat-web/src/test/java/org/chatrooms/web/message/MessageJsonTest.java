package org.chatrooms.web.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Message;
import org.chatrooms.web.hub.Batch;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
    private static final Instant DATE = Instant.parse("2026-02-03T04:05:06.123456Z");

    @Test
    void messages_are_a_list_oldest_first() {
        assertEquals(
                "[{\"message_id\":1,\"username\":\"(guest) ann\",\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"one\"},"
                        + "{\"message_id\":2,\"username\":\"bob\",\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"é\\n\"}]",
                json(
                        new Message(7, 1, Optional.empty(), "(guest) ann", DATE, "one"),
                        new Message(7, 2, Optional.of(3L), "bob", DATE, "é\n")));
    }

    @Test
    void no_messages_are_an_empty_list() {
        assertEquals("[]", json());
    }

    private static String json(Message... messages) {
        return new String(MessageJson.ENCODING.apply(new Batch(List.of(messages))), StandardCharsets.UTF_8);
    }
}

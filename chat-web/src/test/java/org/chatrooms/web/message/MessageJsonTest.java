package org.chatrooms.web.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Kind;
import org.chatrooms.model.Message;
import org.chatrooms.web.hub.Batch;
import org.chatrooms.web.hub.Shared;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
    private static final Instant DATE = Instant.parse("2026-02-03T04:05:06.123456Z");

    private static final Message EDIT = entry(5, "new", Kind.EDIT, 1, false);
    private static final Message DELETION = entry(6, "", Kind.DELETE, 2, false);
    private static final Message ANSWER = entry(4, "yes", Kind.MESSAGE, 1, true);

    private static Message entry(long id, String content, Kind kind, long targetId, boolean isEdited) {
        return new Message(7, id, Optional.empty(), "bob", DATE, content, kind, Optional.of(targetId), isEdited, false);
    }

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

    @Test
    void an_event_leads_to_its_message_and_keeps_line_breaks_inside() {
        assertEquals(
                "id: 2:2026-02-03T04:05:06:123456\nevent: message\ndata: {\"message_id\":2,\"username\":\"bob\","
                        + "\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"a\\nb\\r\"}\n\n",
                encoded(MessageJson.EVENTS, new Message(7, 2, Optional.of(3L), "bob", DATE, "a\nb\r")));
    }

    @Test
    void scripts_of_old_get_what_can_be_read_and_in_the_old_form() {
        assertEquals(
                "[{\"message_id\":4,\"username\":\"bob\",\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"yes\"}]",
                json(EDIT, DELETION, new Message(7, 3, Optional.empty(), "bob", DATE, ""), ANSWER));
    }

    @Test
    void all_kinds_are_told_apart_and_say_what_they_are_about() {
        assertEquals(
                "[{\"message_id\":5,\"username\":\"bob\",\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"new\","
                        + "\"target_id\":1,\"kind\":\"edit\"},"
                        + "{\"message_id\":6,\"username\":\"bob\",\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"\","
                        + "\"target_id\":2,\"kind\":\"delete\"},"
                        + "{\"message_id\":4,\"username\":\"bob\",\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"yes\","
                        + "\"reply_to\":1,\"edited\":true,\"kind\":\"message\"}]",
                encoded(MessageJson.ALL_KINDS, EDIT, DELETION, ANSWER));
    }

    @Test
    void a_change_is_an_event_of_its_own_with_its_own_cursor() {
        assertEquals(
                "id: 6:2026-02-03T04:05:06:123456\nevent: delete\ndata: {\"message_id\":6,\"username\":\"bob\","
                        + "\"date\":\"2026-02-03T04:05:06:123456\",\"content\":\"\",\"target_id\":2}\n\n",
                encoded(MessageJson.EVENTS, DELETION));
    }

    @Test
    void a_message_is_encoded_once_a_format_whatever_it_goes_out_with() {
        AtomicInteger asked = new AtomicInteger();
        ChatMessage message = mock(ChatMessage.class);
        when(message.username()).thenReturn("bob");
        when(message.date()).thenReturn(DATE);
        when(message.kind()).thenReturn(Kind.MESSAGE);
        when(message.isReadable()).thenReturn(true);
        when(message.content()).thenAnswer(call -> "x" + asked.incrementAndGet());
        Batch batch = new Batch(List.of(new Shared<>(message)));
        assertArrayEquals(MessageJson.PLAIN.apply(batch), MessageJson.PLAIN.apply(batch));
        assertEquals(1, asked.get());

        assertArrayEquals(MessageJson.EVENTS.apply(batch), MessageJson.EVENTS.apply(batch));
        assertEquals(2, asked.get());
    }

    private static String json(Message... messages) {
        return encoded(MessageJson.PLAIN, messages);
    }

    private static String encoded(Function<Batch, byte[]> format, Message... messages) {
        List<Shared<ChatMessage>> entries =
                Arrays.stream(messages).map(Shared<ChatMessage>::new).toList();
        return new String(format.apply(new Batch(entries)), StandardCharsets.UTF_8);
    }
}

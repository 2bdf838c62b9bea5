package org.chatrooms.web.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Message;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final int LIMIT = 64 * 1024;

    @Test
    void nothing_is_an_empty_batch() {
        assertEquals(0, size());
    }

    @Test
    void it_has_at_most_200_messages() {
        assertEquals(200, size(Collections.nCopies(200, "x").toArray(String[]::new)));
        assertEquals(200, size(Collections.nCopies(201, "x").toArray(String[]::new)));
    }

    @Test
    void it_has_at_most_64_kilobytes() {
        assertEquals(2, size("x".repeat(LIMIT - 1), "x"));
        assertEquals(1, size("x".repeat(LIMIT), "x"));
    }

    @Test
    void it_counts_bytes_and_not_characters() {
        assertEquals(1, size("é".repeat(LIMIT / 2), "x"));
    }

    @Test
    void one_huge_message_goes_out_alone() {
        assertEquals(1, size("x".repeat(3 * LIMIT), "x"));
        assertEquals(1, size("x", "x".repeat(3 * LIMIT)));
    }

    @Test
    void it_is_the_beginning_in_order() {
        assertEquals(
                List.of("one", "two"),
                Batch.startOf(messages("one", "two", "x".repeat(LIMIT))).entries().stream()
                        .map(message -> message.content().content())
                        .toList());
    }

    private static int size(String... texts) {
        return Batch.startOf(messages(texts)).entries().size();
    }

    private static List<Shared<ChatMessage>> messages(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Shared<ChatMessage>(new Message(1, 1, Optional.empty(), "ann", Instant.EPOCH, text)))
                .toList();
    }
}

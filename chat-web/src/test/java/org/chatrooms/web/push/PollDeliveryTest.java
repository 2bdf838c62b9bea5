package org.chatrooms.web.push;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.fake.LoggedBy;
import org.chatrooms.web.hub.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollDeliveryTest {
    private final AsyncContext context = mock(AsyncContext.class);
    private Exchange http;

    @BeforeEach
    void receive() throws IOException {
        http = Exchange.get("/get_messages/");
        when(http.request.startAsync(http.request, http.response)).thenReturn(context);
        when(context.getResponse()).thenReturn(http.response);
    }

    @Test
    void an_answer_goes_out_in_its_encoding() {
        PollDelivery<String> poll = poll();
        assertFalse(poll.isOver());
        poll.deliver(new Shared<>("[\"é\"]"));

        assertAnswered(200, "[\"é\"]");
        assertTrue(poll.isOver());
    }

    @Test
    void nothing_new_is_an_empty_list() {
        poll().nothingNew();

        assertAnswered(200, "[]");
    }

    @Test
    void a_reset_is_409() {
        poll().reset();

        assertAnswered(409, "{\"error\":\"reset\"}");
    }

    @Test
    void what_the_client_did_wrong_is_told() {
        try (LoggedBy log = new LoggedBy(PollDelivery.class)) {
            poll().failed(new InvalidInput("No"));

            assertAnswered(400, "{\"error\":\"No\"}");
            assertEquals(List.of(), log.lines());
        }
    }

    @Test
    void what_went_wrong_here_is_logged_and_not_told() {
        try (LoggedBy log = new LoggedBy(PollDelivery.class)) {
            poll().failed(new IllegalStateException("a secret"));

            assertAnswered(500, "{\"error\":\"Something went wrong here\"}");
            assertEquals(List.of("SEVERE A poll failed"), log.lines());
        }
    }

    @Test
    void what_cannot_be_encoded_is_an_error_to_the_client_and_to_nobody_else() {
        PollDelivery<String> poll = poll(text -> {
            throw new IllegalStateException("no such date");
        });
        try (LoggedBy log = new LoggedBy(PollDelivery.class)) {
            assertDoesNotThrow(() -> poll.deliver(new Shared<>("text")));

            assertAnswered(500, "{\"error\":\"Something went wrong here\"}");
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void the_first_call_answers() {
        PollDelivery<String> poll = poll();
        poll.nothingNew();
        poll.deliver(new Shared<>("late"));
        poll.reset();
        poll.failed(new InvalidInput("late"));

        assertAnswered(200, "[]");
    }

    @Test
    void what_the_client_has_already_is_not_encoded_for_it() {
        PollDelivery<String> poll = pollOfOneWhoHas("\"x\", W/\"one-gzip\"");
        poll.deliver(new Shared<>("one"));

        assertAnswered(304, "");
        assertEquals("W/\"one\"", http.header("ETag"));
    }

    @Test
    void another_answer_comes_with_its_tag() {
        PollDelivery<String> poll = pollOfOneWhoHas("W/\"one\"");
        poll.deliver(new Shared<>("two"));

        assertAnswered(200, "encoded two");
        assertEquals("W/\"two\"", http.header("ETag"));
    }

    private PollDelivery<String> pollOfOneWhoHas(String known) {
        return new PollDelivery<>(
                ParkedRequest.park(http.request, http.response, Duration.ofSeconds(1), () -> {}),
                text -> {
                    assertFalse(known.contains(text));
                    return ("encoded " + text).getBytes(StandardCharsets.UTF_8);
                },
                text -> text.getBytes(StandardCharsets.UTF_8),
                known);
    }

    private PollDelivery<String> poll() {
        return poll(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private PollDelivery<String> poll(Function<String, byte[]> encoding) {
        return new PollDelivery<>(
                ParkedRequest.park(http.request, http.response, Duration.ofSeconds(1), () -> {}), encoding);
    }

    private void assertAnswered(int status, String body) {
        assertEquals(status, http.status());
        assertEquals(body, http.body());
        verify(context).complete();
    }
}

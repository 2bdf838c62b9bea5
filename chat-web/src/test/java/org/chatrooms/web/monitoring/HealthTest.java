package org.chatrooms.web.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Optional;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.fake.FakeMessageHandler;
import org.chatrooms.web.fake.FakePresenceStore;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.listener.Listeners;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class HealthTest {
    private final TestClock clock = new TestClock();
    private final FakePresenceStore presence = new FakePresenceStore(clock);
    private final MessageHandler handler = Mockito.spy(new FakeMessageHandler());
    private final ChatHub hub = new ChatHub(handler, presence, new Listeners(List.of(), clock), clock, Runnable::run);
    private Optional<String> database = Optional.empty();

    private Exchange ready() throws Exception {
        Exchange http = Exchange.get("/health/ready");
        new Health(hub, () -> database, handler, presence).writeReady(http.response);
        return http;
    }

    @Test
    void who_is_well_is_ready() throws Exception {
        Exchange http = ready();

        assertEquals(200, http.status());
        assertNull(http.header("Retry-After"));
        assertEquals(
                "{\"state\":\"ready\",\"database\":{\"state\":\"up\"},"
                        + "\"message_handler\":{\"state\":\"up\"},\"presence_store\":{\"state\":\"up\"}}",
                http.body());
    }

    @Test
    void who_goes_on_without_a_part_is_ready_and_says_which() throws Exception {
        Mockito.when(handler.trouble()).thenReturn(Optional.of("no \"Redis\""));

        Exchange http = ready();

        assertEquals(200, http.status());
        assertEquals(
                "{\"state\":\"ready\",\"database\":{\"state\":\"up\"},"
                        + "\"message_handler\":{\"state\":\"degraded\",\"trouble\":\"no \\\"Redis\\\"\"},"
                        + "\"presence_store\":{\"state\":\"up\"}}",
                http.body());
    }

    @Test
    void who_has_no_database_or_is_about_to_stop_is_not() throws Exception {
        database = Optional.of("gone");
        Exchange down = ready();
        database = Optional.empty();
        hub.close();
        Exchange stopping = ready();

        assertEquals(503, down.status());
        assertEquals("2", down.header("Retry-After"));
        assertEquals(
                "{\"state\":\"down\",\"database\":{\"state\":\"down\",\"trouble\":\"gone\"},"
                        + "\"message_handler\":{\"state\":\"up\"},\"presence_store\":{\"state\":\"up\"}}",
                down.body());
        assertEquals(503, stopping.status());
        assertEquals("2", stopping.header("Retry-After"));
        assertEquals("{\"state\":\"stopping\",", stopping.body().substring(0, 20));
    }
}

package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.OptionalInt;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final ChatUser ANN = ChatUser.guest("a", "ann");
    private static final ChatUser BOB = ChatUser.guest("b", "bob");

    private final TestClock clock = new TestClock();
    private final Limits limits = new Limits(new Limits.Rates(true, 5, 10, 3, 2), clock);

    private static HttpServletRequest from(String address) throws Exception {
        Exchange http = Exchange.of("POST");
        when(http.request.getRemoteAddr()).thenReturn(address);
        return http.request;
    }

    private void send(int messages, ChatUser person) {
        for (int i = 0; i < messages; i++) {
            limits.message(person);
        }
    }

    private static void assertTooMany(int retryAfter, Runnable act) {
        HttpError error = assertThrows(HttpError.class, act::run);
        assertEquals(429, error.status());
        assertEquals(OptionalInt.of(retryAfter), error.retryAfter());
    }

    @Test
    void ten_messages_at_once_are_let_through_and_then_five_a_second() {
        send(10, ANN);
        assertTooMany(1, () -> limits.message(ANN));

        clock.pass(Duration.ofSeconds(1));
        send(5, ANN);
        assertTooMany(1, () -> limits.message(ANN));
    }

    @Test
    void nobody_is_slowed_by_somebody_else() {
        send(10, ANN);

        assertDoesNotThrow(() -> send(10, BOB));
    }

    @Test
    void whoever_rested_may_send_many_at_once_again_but_not_more_than_before() {
        send(10, ANN);
        clock.pass(Duration.ofHours(1));

        send(10, ANN);
        assertTooMany(1, () -> limits.message(ANN));
    }

    @Test
    void what_is_forgotten_is_only_what_is_full_again() {
        send(10, ANN);
        limits.tick();
        assertTooMany(1, () -> limits.message(ANN));

        clock.pass(Duration.ofSeconds(11));
        limits.tick();
        send(10, ANN);
        assertTooMany(1, () -> limits.message(ANN));
    }

    @Test
    void tries_to_sign_in_are_counted_by_name_however_it_is_written_and_by_address() throws Exception {
        HttpServletRequest here = from("192.0.2.1");
        limits.signIn("ann", here);
        limits.signIn("ANN", here);
        limits.signIn("ａｎｎ", here);

        assertTooMany(21, () -> limits.signIn("Ann", here));
        assertDoesNotThrow(() -> limits.signIn("bob", here));
        assertDoesNotThrow(() -> limits.signIn("ann", from("192.0.2.2")));
    }

    @Test
    void tries_for_a_rooms_password_are_counted_by_room_and_address() throws Exception {
        HttpServletRequest here = from("192.0.2.1");
        limits.roomPassword(1, here);
        limits.roomPassword(1, here);

        assertTooMany(31, () -> limits.roomPassword(1, here));
        assertDoesNotThrow(() -> limits.roomPassword(2, here));
        assertDoesNotThrow(() -> limits.roomPassword(1, from("192.0.2.2")));
    }

    @Test
    void turned_off_there_are_none() {
        Limits none = new Limits(new Limits.Rates(false, 1, 1, 1, 1), clock);

        assertDoesNotThrow(() -> {
            for (int i = 0; i < 1000; i++) {
                none.message(ANN);
            }
        });
    }
}

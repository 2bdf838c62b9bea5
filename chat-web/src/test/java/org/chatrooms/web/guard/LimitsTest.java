package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.Room;
import org.chatrooms.model.RoomRules;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final ChatUser ANN = ChatUser.guest("a", "ann");
    private static final ChatUser BOB = ChatUser.guest("b", "bob");

    private final TestClock clock = new TestClock();
    private final Limits limits =
            new Limits(new Limits.Rates(true, 5, 10, 3, 2, 2, 3), new Addresses(List.of()), clock);

    private static HttpServletRequest from(String address) throws Exception {
        Exchange http = Exchange.of("POST");
        when(http.request.getRemoteAddr()).thenReturn(address);
        return http.request;
    }

    private void send(int messages, ChatUser person) throws Exception {
        for (int i = 0; i < messages; i++) {
            send(person);
        }
    }

    private void send(ChatUser person) throws Exception {
        limits.message(person, from("192.0.2.1"));
    }

    private static void assertTooMany(int retryAfter, Executable act) {
        HttpError error = assertThrows(HttpError.class, act);
        assertEquals(429, error.status());
        assertEquals(OptionalInt.of(retryAfter), error.retryAfter());
    }

    @Test
    void ten_messages_at_once_are_let_through_and_then_five_a_second() throws Exception {
        send(10, ANN);
        assertTooMany(1, () -> send(ANN));

        clock.pass(Duration.ofSeconds(1));
        send(5, ANN);
        assertTooMany(1, () -> send(ANN));
    }

    @Test
    void a_message_is_edited_twenty_times_at_once_and_then_once_a_minute() {
        for (int i = 0; i < 20; i++) {
            limits.edit(ANN, 1, 7);
        }
        assertTooMany(61, () -> limits.edit(ANN, 1, 7));
        assertDoesNotThrow(() -> limits.edit(ANN, 1, 8));
        assertDoesNotThrow(() -> limits.edit(BOB, 1, 7));

        clock.pass(Duration.ofMinutes(1));
        assertDoesNotThrow(() -> limits.edit(ANN, 1, 7));
        assertTooMany(61, () -> limits.edit(ANN, 1, 7));
    }

    @Test
    void what_a_page_notes_by_itself_has_as_many_permits_of_its_own() throws Exception {
        HttpServletRequest request = from("192.0.2.1");
        for (int i = 0; i < 10; i++) {
            limits.note(ANN, request);
        }
        assertTooMany(1, () -> limits.note(ANN, request));

        send(10, ANN);
    }

    @Test
    void nobody_is_slowed_by_somebody_else() throws Exception {
        send(10, ANN);

        assertDoesNotThrow(() -> send(10, BOB));
    }

    @Test
    void whoever_rested_may_send_many_at_once_again_but_not_more_than_before() throws Exception {
        send(10, ANN);
        clock.pass(Duration.ofHours(1));

        send(10, ANN);
        assertTooMany(1, () -> send(ANN));
    }

    @Test
    void what_is_forgotten_is_only_what_is_full_again() throws Exception {
        send(10, ANN);
        limits.tick();
        assertTooMany(1, () -> send(ANN));

        clock.pass(Duration.ofSeconds(11));
        limits.tick();
        send(10, ANN);
        assertTooMany(1, () -> send(ANN));
    }

    private static IncomingMessage said(UUID key) {
        return new IncomingMessage(1, ANN, "hello", Instant.EPOCH, Optional.of(key));
    }

    @Test
    void in_slow_mode_the_same_may_be_tried_again_and_what_was_not_stored_does_not_count() {
        Room slow =
                new Room(1, "Slow", "slow", "", true, false, Optional.empty(), new RoomRules(30, false, 0, false, 0));
        ChatMessage stored = mock(ChatMessage.class);
        IncomingMessage first = said(new UUID(0, 1));
        IncomingMessage second = said(new UUID(0, 2));

        assertThrows(
                IllegalStateException.class,
                () -> limits.slowMode(slow, first, () -> {
                    throw new IllegalStateException("no database");
                }));
        assertSame(stored, limits.slowMode(slow, second, () -> stored));
        assertSame(stored, limits.slowMode(slow, second, () -> stored));
        assertThrows(
                ClientKeyConflict.class,
                () -> limits.slowMode(slow, second, () -> {
                    throw new ClientKeyConflict(); // another text under the same key
                }));
        assertTooMany(31, () -> limits.slowMode(slow, first, () -> stored));
        clock.pass(Duration.ofSeconds(31));
        assertSame(stored, limits.slowMode(slow, first, () -> stored));
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
    void one_address_has_as_many_messages_as_ten_guests_however_many_it_pretends_to_be() throws Exception {
        HttpServletRequest here = from("192.0.2.1");
        for (int i = 0; i < 100; i++) {
            limits.message(ChatUser.guest("new" + i, "new"), here);
        }

        assertTooMany(1, () -> limits.message(ChatUser.guest("one-more", "new"), here));
        assertDoesNotThrow(() -> limits.message(BOB, from("192.0.2.2")));
        assertDoesNotThrow(() -> limits.message(ChatUser.account(1, "carl"), here));
    }

    @Test
    void one_address_has_as_many_tries_as_ten_people_under_whatever_names() throws Exception {
        HttpServletRequest here = from("192.0.2.1");
        for (int i = 0; i < 15; i++) {
            limits.signIn("name" + i, here);
            limits.register(here);
        }

        assertTooMany(3, () -> limits.signIn("another", here));
        assertTooMany(3, () -> limits.register(here));
        assertDoesNotThrow(() -> limits.register(from("192.0.2.2")));
    }

    @Test
    void of_ipv6_a_network_of_64_bits_is_one_address() throws Exception {
        for (int i = 0; i < 2; i++) {
            limits.roomPassword(1, from("2001:db8:0:1::" + i));
        }

        assertTooMany(31, () -> limits.roomPassword(1, from("2001:db8:0:1:ffff::9")));
        assertDoesNotThrow(() -> limits.roomPassword(1, from("2001:db8:0:2::1")));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "10.1.2.3, true", "192.168.7.1, true", "::1, true", "203.0.113.9, false"})
    void the_address_of_a_proxy_is_nobodys(String remote, boolean isProxy) throws Exception {
        HttpServletRequest request = from(remote);
        when(request.getHeader("X-Forwarded-For")).thenReturn("198.51.100.1");
        limits.roomPassword(1, request);
        limits.roomPassword(1, request);

        if (isProxy) {
            assertDoesNotThrow(() -> limits.roomPassword(1, request));
        } else {
            assertTooMany(31, () -> limits.roomPassword(1, request));
        }
    }

    @Test
    void a_person_has_so_many_requests_that_wait_and_another_when_one_is_over() throws Exception {
        Runnable first = limits.waiting(Optional.of(ANN), from("192.0.2.1"));
        limits.waiting(Optional.of(ANN), from("192.0.2.2"));

        assertTooMany(10, () -> limits.waiting(Optional.of(ANN), from("192.0.2.3")));
        assertDoesNotThrow(() -> limits.waiting(Optional.of(BOB), from("192.0.2.3")));

        first.run();
        assertDoesNotThrow(() -> limits.waiting(Optional.of(ANN), from("192.0.2.3")));
    }

    @Test
    void an_address_has_so_many_whoever_they_are_and_whoever_is_refused_there_keeps_their_own() throws Exception {
        HttpServletRequest here = from("192.0.2.1");
        Runnable first = limits.waiting(Optional.empty(), here);
        limits.waiting(Optional.empty(), here);
        limits.waiting(Optional.of(BOB), here);

        assertTooMany(10, () -> limits.waiting(Optional.of(ANN), here));
        assertTooMany(10, () -> limits.waiting(Optional.of(ANN), here));
        assertTooMany(10, () -> limits.waiting(Optional.empty(), here));

        first.run();
        assertDoesNotThrow(() -> limits.waiting(Optional.of(ANN), here));
        assertDoesNotThrow(() -> limits.waiting(Optional.of(ANN), from("192.0.2.2")));
    }

    @Test
    void turned_off_there_are_none() {
        Limits none = new Limits(new Limits.Rates(false, 1, 1, 1, 1, 1, 1), new Addresses(List.of()), clock);

        assertDoesNotThrow(() -> {
            for (int i = 0; i < 1000; i++) {
                none.message(ANN, from("192.0.2.1"));
                none.waiting(Optional.of(ANN), from("192.0.2.1"));
            }
        });
    }
}

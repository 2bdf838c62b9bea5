package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTokensTest {
    private static final ChatUser ANN = ChatUser.guest("abc-_1", "ann");
    private static final char[] OF_TOKENS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=".toCharArray();

    private final TestClock clock = new TestClock();
    private final PersonTokens tokens = new PersonTokens(new byte[] {1, 2, 3}, clock);

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Zoë", "Анна", "山田花子", "🦊 fox", "a.b.c", " "})
    void a_token_is_who_it_was_signed_for(String name) {
        ChatUser guest = ChatUser.guest(tokens.newGuestId(), name);

        assertEquals(Optional.of(guest), tokens.verify(tokens.sign(guest)));
    }

    @Test
    void every_change_of_a_character_is_refused() {
        String token = tokens.sign(ANN);
        for (int i = 0; i < token.length(); i++) {
            for (char other : OF_TOKENS) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertEquals(changed.equals(token), tokens.verify(changed).isPresent(), changed);
            }
        }
    }

    @Test
    void a_token_that_lost_or_gained_something_is_refused() {
        String token = tokens.sign(ANN);
        for (int i = 0; i < token.length(); i++) {
            assertEquals(Optional.empty(), tokens.verify(token.substring(0, i)));
            assertEquals(Optional.empty(), tokens.verify(token.substring(i + 1)));
        }
        assertEquals(Optional.empty(), tokens.verify(token + "A"));
        assertEquals(Optional.empty(), tokens.verify(token + "="));
        assertEquals(Optional.empty(), tokens.verify(token + "." + token));
    }

    @Test
    void a_token_of_another_key_is_refused() {
        PersonTokens others = new PersonTokens(new byte[] {1, 2, 4}, clock);

        assertEquals(Optional.empty(), tokens.verify(others.sign(ANN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "....", "g", "g.a.b.1", "g.a.b.1.", "garbage", "Ω.Ω.Ω.Ω.Ω", "\u0000"})
    void garbage_is_nobodys(String token) {
        assertEquals(Optional.empty(), tokens.verify(token));
    }

    @Test
    void a_token_ends_after_90_days() {
        String token = tokens.sign(ANN);

        clock.pass(Duration.ofDays(90).minusSeconds(1));
        assertEquals(Optional.of(ANN), tokens.verify(token));

        clock.pass(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), tokens.verify(token));
    }

    @Test
    void what_a_browser_is_given_it_can_send_back() throws Exception {
        Exchange first = Exchange.get("/setguestname/");
        tokens.give(ANN, first.request, first.response);
        Exchange second = Exchange.get("/rooms/").bringing(first.cookies().get(0));

        assertEquals(Optional.of(ANN), tokens.read(second.request));
    }

    @Test
    void the_cookie_is_out_of_reach_for_scripts_and_other_sites() throws Exception {
        Exchange http = Exchange.get("/setguestname/");
        tokens.give(ANN, http.request, http.response);
        Cookie cookie = http.cookies().get(0);

        assertTrue(cookie.isHttpOnly());
        assertEquals("Lax", cookie.getAttribute("SameSite"));
        assertEquals("/chat/", cookie.getPath());
        assertEquals(Duration.ofDays(90).toSeconds(), cookie.getMaxAge());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_cookie_is_secure_under_https(boolean https) throws Exception {
        Exchange http = Exchange.get("/setguestname/");
        when(http.request.isSecure()).thenReturn(https);
        tokens.give(ANN, http.request, http.response);

        assertEquals(https, http.cookies().get(0).getSecure());
    }

    @Test
    void a_bad_cookie_beside_a_good_one_does_no_harm() throws Exception {
        Exchange http = Exchange.get("/rooms/")
                .bringing(
                        new Cookie("other", tokens.sign(ChatUser.guest("b", "bob"))),
                        new Cookie(PersonTokens.COOKIE, "of-another-mount"),
                        new Cookie(PersonTokens.COOKIE, tokens.sign(ANN)));

        assertEquals(Optional.of(ANN), tokens.read(http.request));
    }

    @Test
    void who_brings_no_cookie_is_nobody() throws Exception {
        assertEquals(Optional.empty(), tokens.read(Exchange.get("/rooms/").request));
        assertEquals(Optional.empty(), tokens.read(Exchange.get("/rooms/").bringing().request));
    }

    @Test
    void no_two_guests_have_the_same_id() {
        assertNotEquals(tokens.newGuestId(), tokens.newGuestId());
    }
}

package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.Changes;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTokensTest {
    private static final ChatUser ANN = ChatUser.guest("abc-_1", "ann");
    private static final Account BOB = new Account(7, "bob", Optional.empty(), false, false, 3);
    private static final char[] OF_TOKENS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=".toCharArray();

    private final TestClock clock = new TestClock();
    private final PersonTokens tokens = tokens(1);

    private PersonTokens tokens(int key) {
        return new PersonTokens(new byte[] {1, 2, (byte) key}, clock, new Changes(null, clock));
    }

    private Cookie given(ChatUser guest) throws Exception {
        Exchange http = Exchange.get("/setguestname/");
        tokens.give(guest, http.request, http.response);
        return http.cookies().get(0);
    }

    private Cookie given(Account account) throws Exception {
        Exchange http = Exchange.get("/login/");
        tokens.give(account, http.request, http.response);
        return http.cookies().get(0);
    }

    private Optional<ChatUser> guest(String... values) throws Exception {
        Cookie[] cookies = java.util.Arrays.stream(values)
                .map(value -> new Cookie(PersonTokens.COOKIE, value))
                .toArray(Cookie[]::new);
        return tokens.read(Exchange.get("/rooms/").bringing(cookies).request)
                .map(token -> new ChatUser(token.kind(), token.id(), token.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Zoë", "Анна", "山田花子", "🦊 fox", "a.b.c", " "})
    void a_token_is_the_guest_it_was_given_to(String name) throws Exception {
        ChatUser guest = ChatUser.guest(tokens.newGuestId(), name);

        assertEquals(Optional.of(guest), guest(given(guest).getValue()));
    }

    @Test
    void a_token_is_the_account_it_was_given_to_and_says_of_which_epoch() throws Exception {
        PersonToken token = tokens.read(Exchange.get("/rooms/").bringing(given(BOB)).request)
                .orElseThrow();

        assertEquals(ChatUser.Kind.ACCOUNT, token.kind());
        assertEquals("7", token.id());
        assertEquals(3, token.epoch());
    }

    @Test
    void every_change_of_a_character_is_refused() throws Exception {
        String token = given(ANN).getValue();
        for (int i = 0; i < token.length(); i++) {
            for (char other : OF_TOKENS) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertEquals(changed.equals(token), guest(changed).isPresent(), changed);
            }
        }
    }

    @Test
    void a_token_that_lost_or_gained_something_is_refused() throws Exception {
        String token = given(ANN).getValue();
        for (int i = 0; i < token.length(); i++) {
            assertEquals(Optional.empty(), guest(token.substring(0, i)));
            assertEquals(Optional.empty(), guest(token.substring(i + 1)));
        }
        assertEquals(Optional.empty(), guest(token + "A"));
        assertEquals(Optional.empty(), guest(token + "="));
        assertEquals(Optional.empty(), guest(token + "." + token));
    }

    @Test
    void a_token_of_another_key_is_refused() throws Exception {
        Exchange http = Exchange.get("/setguestname/");
        tokens(2).give(ANN, http.request, http.response);

        assertEquals(Optional.empty(), guest(http.cookies().get(0).getValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "...", "....", "g", "g.a.b.1", "GUEST.a.b.1.0.x", "garbage", "Ω.Ω.Ω.Ω.Ω", "\u0000"})
    void garbage_is_nobodys(String token) throws Exception {
        assertEquals(Optional.empty(), guest(token));
    }

    @Test
    void a_token_ends_after_90_days() throws Exception {
        String token = given(ANN).getValue();

        clock.pass(Duration.ofDays(90).minusSeconds(1));
        assertEquals(Optional.of(ANN), guest(token));

        clock.pass(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), guest(token));
    }

    @Test
    void no_two_tokens_of_one_person_are_alike() throws Exception {
        assertNotEquals(given(BOB).getValue(), given(BOB).getValue());
    }

    @Test
    void the_cookie_is_out_of_reach_for_scripts_and_other_sites() throws Exception {
        Cookie cookie = given(ANN);

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
    void the_cookie_is_secure_where_a_proxy_ends_https() throws Exception {
        Exchange http = Exchange.get("/setguestname/").header("X-Forwarded-Proto", "https");
        tokens.give(ANN, http.request, http.response);

        assertTrue(http.cookies().get(0).getSecure());
    }

    @Test
    void a_bad_cookie_beside_a_good_one_does_no_harm() throws Exception {
        assertEquals(Optional.of(ANN), guest("of-another-mount", given(ANN).getValue()));
    }

    @Test
    void a_cookie_of_another_name_is_none() throws Exception {
        Cookie other = new Cookie("other", given(ANN).getValue());

        assertEquals(Optional.empty(), tokens.read(Exchange.get("/rooms/").bringing(other).request));
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

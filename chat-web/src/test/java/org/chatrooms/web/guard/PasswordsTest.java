package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.web.fake.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords(1000);

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "пароль123", "🦊🦊🦊🦊", "        ", "a$b$c$d$e"})
    void a_password_matches_its_own_hash_and_no_other(String password) {
        Optional<String> hash = Optional.of(passwords.hash(password));

        assertTrue(passwords.matches(password, hash));
        assertFalse(passwords.matches(password + " ", hash));
        assertFalse(passwords.matches("", hash));
    }

    @Test
    void the_same_password_is_never_hashed_to_the_same() {
        assertNotEquals(passwords.hash("correct horse"), passwords.hash("correct horse"));
    }

    @Test
    void a_password_is_the_same_whatever_keyboard_wrote_it() {
        assertTrue(passwords.matches("Zoe\u0308-Zoe\u0308", Optional.of(passwords.hash("Zoë-Zoë"))));
    }

    @Test
    void without_a_hash_nothing_matches() {
        assertFalse(passwords.matches("correct horse", Optional.empty()));
        assertFalse(passwords.matches("", Optional.empty()));
    }

    @Test
    void a_hash_says_how_it_was_made_so_that_the_cost_may_rise() {
        String cheap = passwords.hash("correct horse");

        assertTrue(cheap.startsWith("pbkdf2-sha256$1000$"), cheap);
        assertTrue(new Passwords(2000).matches("correct horse", Optional.of(cheap)));
    }

    @Test
    void what_is_stored_costs_as_much_as_it_should() {
        assertTrue(new Passwords().hash("correct horse").startsWith("pbkdf2-sha256$600000$"));
    }

    @Test
    void what_would_make_no_difference_at_its_end_is_no_part_of_a_password() {
        assertThrows(InvalidInput.class, () -> passwords.hash("correct horse\0"));
    }

    @Test
    void a_password_has_a_length() {
        assertThrows(InvalidInput.class, () -> Passwords.check("1234567"));
        assertThrows(InvalidInput.class, () -> Passwords.check("x".repeat(129)));
        assertDoesNotThrow(() -> Passwords.check("12345678"));
        assertDoesNotThrow(() -> Passwords.check("x".repeat(128)));
    }

    @Test
    void a_new_password_is_easy_to_type_and_never_the_same() {
        String one = passwords.newPassword();

        assertTrue(one.matches("[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}"), one);
        assertNotEquals(one, passwords.newPassword());
    }

    @Test
    void many_at_once_all_get_their_turn() throws Exception {
        Optional<String> hash = Optional.of(passwords.hash("correct horse"));

        Together.run(
                8,
                thread -> assertEquals(
                        thread % 2 == 0, passwords.matches(thread % 2 == 0 ? "correct horse" : "wrong", hash)));
    }
}

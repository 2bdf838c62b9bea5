package org.chatrooms.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.chatrooms.model.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomFormTest {
    @ParameterizedTest
    @CsvSource({
        "Lobby, lobby",
        "Book Club, book-club",
        "Über & Öl!, uber-ol",
        "--a--b--, a-b",
        "C++ / Java_17, c-java-17",
        "ﬁne, fine",
        "Чай, ''",
        "'   ', ''",
    })
    void a_slug_is_made_of_a_name(String name, String slug) {
        assertEquals(slug, RoomForm.slugOf(name));
    }

    @Test
    void a_slug_is_not_longer_than_it_may_be() {
        assertEquals(64, RoomForm.slugOf("a".repeat(200)).length());
    }

    private static Optional<String> passwordOf(Optional<String> present, String typed, boolean noPassword) {
        return form(1, "Tea", "tea", typed, noPassword, "0")
                .room(present, password -> "hash of " + password)
                .passwordHash();
    }

    @Test
    void a_password_stays_is_replaced_or_is_taken_away() {
        Optional<String> present = Optional.of("hash");

        assertEquals(present, passwordOf(present, "", false));
        assertEquals(Optional.of("hash of sesame"), passwordOf(present, "sesame", false));
        assertEquals(Optional.of("hash of sesame"), passwordOf(present, "sesame", true));
        assertEquals(Optional.empty(), passwordOf(present, "", true));
        assertEquals(Optional.empty(), passwordOf(Optional.empty(), "", false));
    }

    @Test
    void what_is_wrong_is_said_in_words() {
        assertThrows(InvalidInput.class, () -> passwordOf(Optional.empty(), "abc", false));
        assertThrows(
                InvalidInput.class,
                () -> form(0, "Чай", "", "", false, "0").room(Optional.empty(), password -> password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "1.5", "-1", "3601", "99999999999"})
    void a_number_that_is_none_or_too_large_is_refused(String typed) {
        assertThrows(
                InvalidInput.class,
                () -> form(0, "Tea", "tea", "", false, typed).room(Optional.empty(), password -> password));
        assertEquals(
                10,
                form(0, "Tea", "tea", "", false, " 10 ")
                        .room(Optional.empty(), password -> password)
                        .rules()
                        .slowMode());
    }

    private static RoomForm form(
            long id, String name, String slug, String password, boolean noPassword, String slowMode) {
        return new RoomForm(
                id, name, slug, "", true, true, password, noPassword, slowMode, false, "0", false, "0", "", "", "");
    }
}

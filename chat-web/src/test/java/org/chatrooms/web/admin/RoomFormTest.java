package org.chatrooms.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.chatrooms.model.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        return new RoomForm(1, "Tea", "tea", "", true, true, typed, noPassword, "", "")
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
                () -> new RoomForm(0, "Чай", "", "", true, false, "", false, "", "")
                        .room(Optional.empty(), password -> password));
    }
}

package org.chatrooms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChatUserTest {
    @ParameterizedTest
    @MethodSource
    void a_person_has(ChatUser person, boolean guest, Optional<Long> account, String username, String key) {
        assertEquals(guest, person.isGuest());
        assertEquals(account, person.accountId());
        assertEquals(username, person.username());
        assertEquals(key, person.key());
    }

    static Stream<Arguments> a_person_has() {
        return Stream.of(
                Arguments.of(ChatUser.account(7, "ann"), false, Optional.of(7L), "ann", "account:7"),
                Arguments.of(ChatUser.guest("t1", "ann"), true, Optional.empty(), "(guest) ann", "guest:t1"),
                Arguments.of(ChatUser.guest("7", "ann"), true, Optional.empty(), "(guest) ann", "guest:7"));
    }

    @ParameterizedTest
    @MethodSource
    void takes(String id, String name) {
        assertEquals(name, ChatUser.guest(id, name).name());
    }

    static Stream<Arguments> takes() {
        return Stream.of(Arguments.of("x", "x"), Arguments.of("x".repeat(32), "x".repeat(56)));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String id, String name, String reason) {
        InvalidInput refusal = assertThrows(InvalidInput.class, () -> ChatUser.guest(id, name));

        assertEquals(reason, refusal.getMessage());
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                Arguments.of("", "ann", "A person's id has 1 to 32 characters"),
                Arguments.of("x".repeat(33), "ann", "A person's id has 1 to 32 characters"),
                Arguments.of("x", "", "A person's name has 1 to 56 characters"),
                Arguments.of("x", "x".repeat(57), "A person's name has 1 to 56 characters"));
    }

    @ParameterizedTest
    @MethodSource("takes")
    void the_shown_name_fits_its_column(String id, String name) {
        assertEquals(true, ChatUser.guest(id, name).username().length() <= ChatUser.MAX_USERNAME);
    }
}

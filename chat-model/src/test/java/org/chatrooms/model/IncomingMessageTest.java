package org.chatrooms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IncomingMessageTest {
    private static final ChatUser ANN = ChatUser.account(7, "ann");
    private static final ChatUser GUEST = ChatUser.guest("token", "ann");
    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @MethodSource
    void takes(String content) {
        assertEquals(content, said(ANN, content).content());
    }

    static Stream<String> takes() {
        return Stream.of("x", " ", "\n", "x".repeat(5000), EMOJI, EMOJI.repeat(2500), "\u0001", "\uFFFF");
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String content, String reason) {
        InvalidInput refusal = assertThrows(InvalidInput.class, () -> said(ANN, content));

        assertEquals(reason, refusal.getMessage());
    }

    static Stream<Arguments> refuses() {
        String length = "A message has 1 to 5000 characters";
        String surrogates = "A message must not contain lone surrogates";
        return Stream.of(
                Arguments.of("", length),
                Arguments.of("x".repeat(5001), length),
                Arguments.of(EMOJI.repeat(2500) + "x", length),
                Arguments.of("a\0b", "A message must not contain U+0000"),
                Arguments.of("\uD83D", surrogates),
                Arguments.of("a\uDE00", surrogates),
                Arguments.of("\uDE00\uD83D", surrogates),
                Arguments.of(EMOJI + "\uD83D", surrogates));
    }

    @Test
    void its_date_is_cut_to_microseconds() {
        assertEquals(
                Instant.parse("2026-02-03T04:05:06.123456Z"), said(ANN, "hello").date());
    }

    @Test
    void it_bears_its_senders_name_and_account() {
        assertEquals("ann", said(ANN, "hello").username());
        assertEquals(Optional.of(7L), said(ANN, "hello").userId());
        assertEquals("(guest) ann", said(GUEST, "hello").username());
        assertEquals(Optional.empty(), said(GUEST, "hello").userId());
    }

    private static IncomingMessage said(ChatUser sender, String content) {
        return new IncomingMessage(
                1, sender, content, Instant.parse("2026-02-03T04:05:06.123456789Z"), Optional.empty());
    }
}

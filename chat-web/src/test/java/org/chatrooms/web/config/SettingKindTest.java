package org.chatrooms.web.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingKindTest {
    private static final SettingKind NUMBER = SettingKind.wholeNumber(1, 100);
    private static final SettingKind WORD = SettingKind.oneOf("chat", "container");

    @Test
    void what_is_as_it_must_be_is_read() {
        assertEquals(true, read(SettingKind.BOOLEAN, "true"));
        assertEquals(false, read(SettingKind.BOOLEAN, "false"));
        assertEquals(1, read(NUMBER, "1"));
        assertEquals(100, read(NUMBER, "100"));
        assertEquals("container", read(WORD, "container"));
        assertEquals(List.of("http://a"), read(SettingKind.ORIGINS, "http://a"));
        assertEquals(
                List.of("https://a.example", "http://[::1]:8080"),
                read(SettingKind.ORIGINS, " https://a.example ,http://[::1]:8080"));
        assertEquals(List.of("a.B", "a.C"), read(SettingKind.CLASSES, "a.B , a.C"));
        assertEquals("anything, at all", read(SettingKind.TEXT, "anything, at all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "yes", "1", "true false"})
    void true_and_false_are_the_only_ones_of_their_kind(String value) {
        assertRefused("chatrooms.x must be true or false, not " + value, SettingKind.BOOLEAN, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "9999999999", "1 0"})
    void a_number_has_bounds(String value) {
        assertRefused("chatrooms.x must be a whole number from 1 to 100, not " + value, NUMBER, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Chat", "chat,container", "realm"})
    void one_of_a_few_words_is_none_other(String value) {
        assertRefused("chatrooms.x must be one of chat, container, not " + value, WORD, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a,,https://b",
                ",https://a",
                "https://a/",
                "a.example",
                "https://A",
                "ftp://a",
                "https://a b"
            })
    void an_origin_is_as_browsers_write_it(String value) {
        assertRefused(
                "chatrooms.x must be origins like https://www.example.org, separated by commas, not " + value,
                SettingKind.ORIGINS,
                value);
    }

    @Test
    void who_may_frame_is_oneself_or_nobody_or_sites() {
        assertEquals(List.of("'none'"), read(SettingKind.FRAMERS, "'none'"));
        assertEquals(
                List.of("'self'", "https://a.example:8443", "https://*.b.example", "http://localhost"),
                read(SettingKind.FRAMERS, "'self', https://a.example:8443, https://*.b.example,http://localhost"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https:",
                "https://*",
                "https://*.example",
                "https://*:*",
                "https://a:*",
                "https://a.*.example",
                "https://a.example/",
                "https://a.example; script-src *",
                "https://a.example https://b.example",
                "a.example",
                "self",
                "'none', 'self'",
                "data:",
                "wss://a.example"
            })
    void who_may_frame_is_nothing_else(String value) {
        assertRefused(
                "chatrooms.x must be 'none', or 'self' and origins like https://*.example.org, separated by commas, not "
                        + value,
                SettingKind.FRAMERS,
                value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/a/b-c_d.e~f"})
    void a_mount_is_a_path(String value) {
        assertEquals(value, read(SettingKind.MOUNT, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "/", "/chat/", "//chat", "/a b", "/a?b", "/ü", "/*"})
    void a_mount_is_no_other_text(String value) {
        assertRefused(
                "chatrooms.x must be a path like /chat, without a slash at its end, not " + value,
                SettingKind.MOUNT,
                value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login/",
                "/site/login",
                "/",
                "https://sso.example.org/?app=chat",
                "http://localhost:8080/a",
                "a?b=c:d"
            })
    void a_place_is_a_path_or_a_page_elsewhere(String value) {
        assertEquals(value, read(SettingKind.PLACE, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example",
                "/\\evil",
                "\\evil",
                "https://",
                "ftp://a",
                "a b",
                "data:x"
            })
    void a_place_is_no_other_text(String value) {
        assertRefused("chatrooms.x must be a path or an http(s) URL, not " + value, SettingKind.PLACE, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "127.0.0.1",
                "0.0.0.0/0",
                "::1",
                "fd00::/8",
                "::/0",
                "::ffff:192.0.2.1",
                "2001:db8::/32,192.0.2.0/24"
            })
    void networks_are_addresses_with_the_bits_that_they_share(String value) {
        assertDoesNotThrow(() -> read(SettingKind.NETWORKS, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "cafe",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.1/8",
                "10.0.0",
                "10.0.0.256",
                "::1/129",
                "fe80::1%eth0",
                "1::2::3",
                "10.0.0.0/8,",
                "10.0.0.0 /8"
            })
    void a_network_is_no_name_and_has_nothing_after_its_bits(String value) {
        assertRefused(
                "chatrooms.x must be addresses or networks like 10.0.0.0/8, separated by commas, not " + value,
                SettingKind.NETWORKS,
                value);
    }

    @Test
    void what_is_said_stays_in_one_line() {
        assertRefused("chatrooms.x must be true or false, not a\uFFFDb", SettingKind.BOOLEAN, "a\nb");
    }

    private static Object read(SettingKind kind, String value) {
        return kind.read("chatrooms.x", value);
    }

    private static void assertRefused(String message, SettingKind kind, String value) {
        assertEquals(
                message,
                assertThrows(StartupException.class, () -> read(kind, value)).getMessage());
    }
}

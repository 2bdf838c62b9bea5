package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatrooms.web.config.ChatConfig;
import org.chatrooms.web.config.Network;
import org.chatrooms.web.config.Setting;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final Addresses BEHIND_PROXIES = new Addresses(
            ChatConfig.read(Map.of("chatrooms.trustedProxies", "127.0.0.1, 10.0.0.0/8, fd00::/8"), Map.of(), Map.of())
                    .list(Setting.TRUSTED_PROXIES));

    private static HttpServletRequest from(String peer, String... forwarded) throws Exception {
        Exchange http = Exchange.of("GET");
        when(http.request.getRemoteAddr()).thenReturn(peer);
        when(http.request.getHeader("X-Forwarded-For")).thenReturn(forwarded.length == 0 ? null : forwarded[0]);
        when(http.request.getHeaders("X-Forwarded-For")).thenReturn(Collections.enumeration(Arrays.asList(forwarded)));
        return http.request;
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '203.0.113.9', 203.0.113.9",
        "127.0.0.1, '203.0.113.9, 10.1.2.3', 203.0.113.9",
        "10.9.9.9, '198.51.100.1, 203.0.113.9', 203.0.113.9",
        "fd00::7, '2001:db8:1:2:3:4:5:6', 20010db800010002",
        "127.0.0.1, '10.1.1.1, 10.2.2.2', 10.1.1.1",
        "203.0.113.7, '198.51.100.1', 203.0.113.7",
        "127.0.0.1, '203.0.113.9:51234', 203.0.113.9",
        "127.0.0.1, '203.0.113.9:51234, 10.1.2.3:80', 203.0.113.9",
        "127.0.0.1, '[2001:db8:1:2:3:4:5:6]:443', 20010db800010002",
        "127.0.0.1, '[2001:db8:1:2:3:4:5:6]', 20010db800010002",
    })
    void it_is_the_last_that_is_no_proxy_of_ours_whatever_others_wrote_before(
            String peer, String forwarded, String expected) throws Exception {
        assertEquals(Optional.of(expected), BEHIND_PROXIES.of(from(peer, forwarded)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "203.0.113.9, evilé",
                "localhost",
                "",
                ",,",
                "203.0.113.9:x",
                "[203.0.113.9",
                "::1:80:"
            })
    void whom_a_proxy_does_not_name_nobody_else_is_taken_for(String forwarded) throws Exception {
        assertEquals(Optional.empty(), BEHIND_PROXIES.of(from("127.0.0.1", forwarded)));
    }

    @Test
    void several_headers_are_one() throws Exception {
        assertEquals(
                Optional.of("203.0.113.9"),
                BEHIND_PROXIES.of(from("127.0.0.1", "198.51.100.1", "203.0.113.9, 10.0.0.1")));
    }

    @Test
    void who_comes_without_a_proxy_is_who_it_is() throws Exception {
        assertEquals(Optional.of("127.0.0.1"), BEHIND_PROXIES.of(from("127.0.0.1")));
        assertEquals(Optional.of("203.0.113.9"), new Addresses(List.of()).of(from("203.0.113.9")));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, , 127.0.0.1",
        "203.0.113.7, , 203.0.113.7",
        "127.0.0.1, '127.0.0.1, 203.0.113.9', 203.0.113.9",
        "10.9.9.9, '203.0.113.9, 10.1.2.3', 203.0.113.9",
        "127.0.0.1, '192.168.1.5', 192.168.1.5",
        "fd00::7, '2001:db8:1:2:3:4:5:6', 2001:db8:1:2:3:4:5:6",
        "127.0.0.1, 'unknown', ",
        "127.0.0.1, '', ",
        "127.0.0.1, 'unknown, 10.1.2.3', ",
        "127.0.0.1, '127.0.0.1', ",
        "192.168.1.5, '203.0.113.9', ",
        "203.0.113.7, '203.0.113.9', ",
    })
    void it_is_certain_where_nobody_passes_requests_on_or_proxies_of_ours_say_for_whom_they_do(
            String peer, String forwarded, String expected) throws Exception {
        Optional<InetAddress> certain = BEHIND_PROXIES.certain(forwarded == null ? from(peer) : from(peer, forwarded));

        assertEquals(Optional.ofNullable(expected).flatMap(Network::address), certain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "203.0.113.9"})
    void where_no_proxy_is_named_nothing_is_certain_that_one_passes_on(String peer) throws Exception {
        assertEquals(Optional.empty(), new Addresses(List.of()).certain(from(peer, "198.51.100.1")));
        assertEquals(Network.address(peer), new Addresses(List.of()).certain(from(peer)));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "10.1.2.3, true", "fd12::1, true", "::1, true", "203.0.113.9, false"})
    void where_no_proxy_is_named_one_nearby_is_nobodys_address(String peer, boolean isProxy) throws Exception {
        Optional<String> address = new Addresses(List.of()).of(from(peer, "198.51.100.1"));

        assertEquals(isProxy ? Optional.empty() : Optional.of(peer), address);
    }
}

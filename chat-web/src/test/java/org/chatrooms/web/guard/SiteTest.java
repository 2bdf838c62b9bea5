package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.chatrooms.web.text.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
    private static Site site(String login, String logout) {
        return new Site(
                "/shop",
                "/chat",
                false,
                true,
                login,
                logout,
                "admin",
                Set.of(),
                "'self'",
                new Languages(Map.of(), Map.of()));
    }

    @Test
    void everything_of_ours_is_below_the_mount() {
        assertEquals("/shop/chat", site("login/", "").base());
    }

    @ParameterizedTest
    @CsvSource({
        "login/, /shop/chat/login/?next=%2Fa%3Fb%3Dc",
        "/account/login, /account/login?next=%2Fa%3Fb%3Dc",
        "https://sso.example/?app=chat, https://sso.example/?app=chat&next=%2Fa%3Fb%3Dc",
    })
    void one_signs_in_where_the_site_says_and_comes_back(String login, String url) {
        assertEquals(url, site(login, "").loginUrl("/a?b=c"));
    }

    @Test
    void one_signs_out_with_us_unless_the_site_has_a_page_for_that() {
        assertEquals("", site("login/", "").logoutUrl());
        assertEquals("/bye", site("login/", "/bye").logoutUrl());
        assertEquals("/shop/chat/bye/", site("login/", "bye/").logoutUrl());
    }
}

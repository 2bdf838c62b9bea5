package org.chatrooms.web.guard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Our cookies: out of reach for scripts, not sent along with what other sites ask for. */
final class Cookies {
    private Cookies() {}

    /** All values of that name, for there may be one of another path. */
    static Stream<String> read(String name, HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue);
    }

    /** For the whole web application, because a site's own pages may ask who somebody is, too. */
    static void give(
            String name, String value, Duration lifetime, HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(request.getServletContext().getContextPath() + "/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
        cookie.setMaxAge((int) lifetime.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    static void takeBack(String name, HttpServletRequest request, HttpServletResponse response) {
        give(name, "", Duration.ZERO, request, response);
    }
}

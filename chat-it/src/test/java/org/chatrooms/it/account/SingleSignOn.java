package org.chatrooms.it.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;

/** A site's own way to know people, of which the container knows nothing: a cookie with name and role, and this filter. */
public final class SingleSignOn extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String COOKIE = "sso";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().equals("/site/login")) {
            String who = encode(request.getParameter("name")) + "~" + encode(request.getParameter("role"));
            Cookie cookie = new Cookie(COOKIE, who);
            cookie.setPath("/");
            response.addCookie(cookie);
            return;
        }
        Optional<String[]> nameAndRole = Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> cookie.getValue().split("~", 2))
                .findFirst();
        chain.doFilter(
                nameAndRole.isEmpty()
                        ? new HttpServletRequestWrapper(request)
                        : new Known(
                                request,
                                decode(nameAndRole.get()[0]),
                                decode(nameAndRole.get()[1])),
                response);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static final class Known extends HttpServletRequestWrapper {
        private final String name;
        private final String role;

        Known(HttpServletRequest request, String name, String role) {
            super(request);
            this.name = name;
            this.role = role;
        }

        @Override
        public String getRemoteUser() {
            return name;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String asked) {
            return asked.equals(role);
        }
    }
}

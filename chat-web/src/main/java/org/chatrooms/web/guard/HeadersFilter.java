package org.chatrooms.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Predicate;

/**
 * The headers of every response below the mount. The policy allows nothing but what the pages need from this site: script
 * that somebody manages to smuggle into a page does not run. Threading: holds nothing that changes.
 */
public final class HeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'";

    private final transient SecureRandom random = new SecureRandom();
    private final transient Predicate<HttpServletRequest> isPage;

    public HeadersFilter(Predicate<HttpServletRequest> isPage) {
        this.isPage = isPage;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String nonce = isPage.test(request) ? nonce() : "";
        new Visit(request.getServletContext().getContextPath(), nonce).bindTo(request);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // With no-referrer Chromium's forms would send "Origin: null".
        response.setHeader("Referrer-Policy", "same-origin");
        if (nonce.isEmpty()) {
            response.setHeader("Content-Security-Policy", POLICY);
        } else {
            response.setHeader(
                    "Content-Security-Policy",
                    POLICY + "; script-src 'self' 'nonce-" + nonce + "'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; form-action 'self'");
        }
        // Pages and files are revalidated each time, so that they always fit each other after an upgrade.
        response.setHeader("Cache-Control", nonce.isEmpty() ? "no-store" : "no-cache");
        chain.doFilter(request, response);
    }

    private String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

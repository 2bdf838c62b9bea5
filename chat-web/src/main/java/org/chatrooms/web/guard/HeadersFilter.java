package org.chatrooms.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * The headers of every response below the mount. The policy allows nothing but what the pages need from this site: script
 * that somebody manages to smuggle into a page does not run. Threading: holds nothing that changes.
 */
public final class HeadersFilter extends HttpFilter {
    private static final String POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors ";

    private final Site site;
    private final Predicate<HttpServletRequest> isPage;
    private final Predicate<HttpServletRequest> isFile;
    private final Predicate<HttpServletRequest> isUnframed;

    /**
     * @param isPage which requests a page may be the answer to
     * @param isFile which of them a file answers, that loads nothing by itself
     * @param isUnframed which pages nobody may show in a frame: those where a click does more than to say something
     */
    public HeadersFilter(
            Site site,
            Predicate<HttpServletRequest> isPage,
            Predicate<HttpServletRequest> isFile,
            Predicate<HttpServletRequest> isUnframed) {
        this.site = site;
        this.isPage = isPage;
        this.isFile = isFile;
        this.isUnframed = isUnframed;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String nonce = isPage.test(request) ? Nonce.next() : "";
        Visit visit = new Visit(site, nonce, request);
        if (nonce.isEmpty()) {
            visit.bindTo(request);
        } else {
            visit.bindToPage(request);
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        // With no-referrer Chromium's forms would send "Origin: null".
        response.setHeader("Referrer-Policy", "same-origin");
        boolean unframed = isUnframed.test(request);
        String policy = POLICY + (unframed ? "'none'" : site.frameAncestors());
        if (!nonce.isEmpty() && !isFile.test(request)) { // a room has more than thirty files: it would be 5 KB
            policy += "; script-src 'self' 'nonce-" + nonce
                    + "'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'";
        }
        response.setHeader("Content-Security-Policy", policy);
        // Pages and files are revalidated each time, so that they always fit each other after an upgrade; but what an
        // account or an administrator sees is nothing for whoever sits down at the same browser later.
        response.setHeader("Cache-Control", nonce.isEmpty() || unframed ? "no-store" : "no-cache");
        chain.doFilter(request, response);
    }
}

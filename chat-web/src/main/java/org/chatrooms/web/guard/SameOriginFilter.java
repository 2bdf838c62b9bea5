package org.chatrooms.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.chatrooms.web.http.HttpError;

/**
 * Keeps other sites from acting in a visitor's name: what changes something must come from a page of ours. Browsers say
 * where a request comes from; scripts do not, and are let through with a header that no form of another site can set.
 * Threading: holds nothing that changes.
 */
public final class SameOriginFilter extends HttpFilter {
    private static final Pattern DEFAULT_PORT = Pattern.compile(":(80|443)$");
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final Site site;

    public SameOriginFilter(Site site) {
        this.site = site;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!SAFE_METHODS.contains(request.getMethod()) && !isFromOurPages(request)) {
            throw HttpError.forbidden("This request comes from another site");
        }
        chain.doFilter(request, response);
    }

    private boolean isFromOurPages(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        if (from != null) {
            return from.equals("same-origin") || from.equals("none");
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return isSameHost(origin, request.getHeader("Host"))
                    || site.allowedOrigins().contains(origin.toLowerCase(Locale.ROOT));
        }
        return request.getHeader("X-Requested-With") != null || request.getHeader("Cookie") == null;
    }

    /** Scheme aside: behind a proxy that ends TLS we do not know ours. Some proxies add the port that browsers leave out. */
    private static boolean isSameHost(String origin, String host) {
        int scheme = origin.indexOf("://");
        return host != null
                && scheme > 0
                && withoutDefaultPort(origin.substring(scheme + 3)).equalsIgnoreCase(withoutDefaultPort(host));
    }

    private static String withoutDefaultPort(String host) {
        return DEFAULT_PORT.matcher(host).replaceFirst("");
    }
}

package org.chatrooms.web.monitoring;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.chatrooms.web.config.Network;
import org.chatrooms.web.guard.Addresses;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Json;

/**
 * Answers {@code health/live}, {@code health/ready} and {@code metrics/} to those clients whom a setting names, and passes all
 * others on, who find nothing there. A filter, because it stands in front of those that find out who somebody is, which may
 * take the database: it has to answer just when that does not. It asks for no name and no right, keeps nothing and counts
 * nobody. Threading: holds nothing that changes.
 */
public final class MonitoringFilter extends HttpFilter {
    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final String METRICS = "/metrics/";

    private static final List<String> URLS = List.of(LIVE, READY, METRICS, "/metrics");

    private final String mount;
    private final Addresses addresses;
    private final List<Network> clients;
    private final Health health;
    private final Metrics metrics;

    /** @param clients who is answered */
    public MonitoringFilter(String mount, Addresses addresses, List<Network> clients, Health health, Metrics metrics) {
        this.mount = mount;
        this.addresses = addresses;
        this.clients = List.copyOf(clients);
        this.health = health;
        this.metrics = metrics;
    }

    /** What it answers, below the mount. */
    public static String[] urls() {
        return URLS.toArray(String[]::new);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        String url = path.startsWith(mount) ? path.substring(mount.length()) : "";
        if (!URLS.contains(url) || !isClient(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
            throw HttpError.methodNotAllowed();
        }
        response.setHeader("Cache-Control", "no-store");
        switch (url) {
            case LIVE -> Json.write(response, HttpServletResponse.SC_OK, Health.LIVE);
            case READY -> health.writeReady(response);
            default -> {
                response.setContentType("text/plain; version=0.0.4; charset=utf-8");
                response.getOutputStream().write(metrics.text().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private boolean isClient(HttpServletRequest request) {
        return addresses
                .certain(request)
                .filter(address -> clients.stream().anyMatch(network -> network.contains(address)))
                .isPresent();
    }
}

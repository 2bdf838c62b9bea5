package org.chatrooms.web.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what went wrong: as JSON where a script asked, as a page where a person did. Never a stack trace; what should not
 * have happened goes to the log. Threading: holds nothing that changes.
 */
public final class ErrorFilter extends HttpFilter {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorFilter.class);

    private final Predicate<HttpServletRequest> isAjax;

    public ErrorFilter(Predicate<HttpServletRequest> isAjax) {
        this.isAjax = isAjax;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ERROR) { // found by the container, which shows our page
            int status = (int) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            request.setAttribute("status", status);
            request.setAttribute("message", status == HttpServletResponse.SC_NOT_FOUND ? "Not found" : "Not possible");
            ChatServlet.markAsPage(response);
        }
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException | Error e) {
            Throwable cause = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
            show(HttpError.from(cause), request, response);
        }
    }

    /** A JSP refuses every other method, and would say so instead of what is to be said. */
    private static HttpServletRequest asGet(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }
        };
    }

    private void show(HttpError error, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (error.getCause() != null) {
            // The address as it came: decoded, it could end the line, and begin another.
            LOG.error("{} of {} failed", request.getMethod(), request.getRequestURI(), error.getCause());
        }
        if (response.isCommitted() || request.isAsyncStarted()) {
            // Too late to say it: the container cuts the connection, so that nobody takes the half for the whole,
            // or tells the owner of the parked request, whom the response belongs to.
            throw error;
        }
        response.resetBuffer();
        if (isAjax.test(request)) {
            Json.write(response, error);
            return;
        }
        if (error.status() == HttpServletResponse.SC_UNAUTHORIZED && mayGoOn(request, error)) {
            response.sendRedirect(error.loginUrl().orElseThrow());
            return;
        }
        ChatServlet.giveStatus(error, request, response);
        request.setAttribute("status", error.status());
        request.setAttribute("message", error.getMessage());
        request.setAttribute("reason", error.reason());
        error.lockedRoom().ifPresent(slug -> request.setAttribute("roomSlug", slug));
        ChatServlet.show(page(error), asGet(request), response);
    }

    private static String page(HttpError error) {
        if (error.lockedRoom().isPresent()) {
            return "room_password";
        }
        return error.status() == HttpServletResponse.SC_FORBIDDEN ? "403" : "error";
    }

    /**
     * The policy of our pages keeps a form from leading to another site, and browsers say nothing; and one signs in in no frame:
     * that needs a click.
     */
    private static boolean mayGoOn(HttpServletRequest request, HttpError error) {
        return Visit.of(request).getEmbed().isEmpty()
                && (request.getMethod().equals("GET")
                        || !error.loginUrl().orElseThrow().contains("://"));
    }
}

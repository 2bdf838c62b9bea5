package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;

/**
 * {@code GET login/} where the container signs people in: has it do so, in whatever way the site is configured for, and goes on
 * to {@code next}.
 */
public final class ContainerLoginServlet extends ChatServlet {
    private static final String POLICY = "Content-Security-Policy";

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Visit visit = Visit.of(request);
        if (!visit.isSignedIn()) {
            if (request.getRemoteUser() != null) {
                throw visit.signInFirst();
            }
            if (!authenticate(request, response)) {
                return; // the container has answered
            }
            if (request.getRemoteUser() == null) { // where no login is configured Tomcat takes nobody for authenticated
                throw HttpError.forbidden("This site did not sign you in.");
            }
        }
        response.sendRedirect(NextPage.of(request));
    }

    private static boolean authenticate(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // The container remembers in its session who signed in; without one it would ask again for each page.
        request.getSession(true);
        String ours = response.getHeader(POLICY);
        // A form is the site's own page, with style and script of its own.
        response.setHeader(POLICY, "frame-ancestors 'none'");
        boolean isAuthenticated = request.authenticate(response);
        if (isAuthenticated) {
            response.setHeader(POLICY, ours);
        }
        return isAuthenticated;
    }
}

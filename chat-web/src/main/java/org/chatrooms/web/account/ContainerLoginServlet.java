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
    private static final long serialVersionUID = 1L;

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getRemoteUser() == null) {
            // The container remembers in its session who signed in; without one it would ask again for each page.
            request.getSession(true);
            if (request.authenticate(response)) {
                response.sendRedirect(NextPage.of(request));
            }
        } else if (Visit.of(request).isSignedIn()) {
            response.sendRedirect(NextPage.of(request));
        } else {
            throw HttpError.forbidden("The chat cannot show the name that you are signed in with.");
        }
    }
}

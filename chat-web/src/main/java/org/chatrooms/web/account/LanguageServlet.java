package org.chatrooms.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;

/** {@code POST language/}: pages speak {@code language} to this browser from now on, beginning with {@code next}. */
public final class LanguageServlet extends ChatServlet {
    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = NextPage.of(request);
        Visit.of(request).chooseLanguage(new Parameters(request).required("language"), request, response);
        response.sendRedirect(next);
    }
}

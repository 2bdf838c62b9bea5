package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;

/** {@code POST logout/}: this browser is nobody's; in the container's eyes too, where that signs people in. */
public final class LogoutServlet extends ChatServlet {
    private final PersonTokens tokens;
    private final SignInAndOut sign;

    public LogoutServlet(PersonTokens tokens, SignInAndOut sign) {
        this.tokens = tokens;
        this.sign = sign;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        tokens.makeVoid(request);
        if (!Visit.of(request).hasOwnAccounts()) {
            leaveContainer(request);
        }
        sign.out(request, response);
    }

    /** Where accounts are ours, login and session of the container are the site's own, with a cart in it perhaps. */
    private static void leaveContainer(HttpServletRequest request) throws ServletException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}

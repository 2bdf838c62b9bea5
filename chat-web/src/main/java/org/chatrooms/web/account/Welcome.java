package org.chatrooms.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.hub.ChatHub;

/** What signing in and registering end with. */
final class Welcome {
    private Welcome() {}

    /** Gives the browser a new token, whoever it belonged to before, and leads on. */
    static void in(
            Account account,
            String next,
            PersonTokens tokens,
            ChatHub hub,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        tokens.give(account, request, response);
        ChatServlet.redirectNow(next, response);
        Visit.of(request).user().ifPresent(hub::leave);
    }
}

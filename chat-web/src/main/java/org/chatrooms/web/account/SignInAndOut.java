package org.chatrooms.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.RoomKeys;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.hub.ChatHub;

/**
 * Whose a browser is from now on. Whoever it belonged to before leaves the rooms, when it has been told where to go on.
 * Threading: any number of threads.
 */
public final class SignInAndOut {
    private final PersonTokens tokens;
    private final RoomKeys keys;
    private final ChatHub hub;

    public SignInAndOut(PersonTokens tokens, RoomKeys keys, ChatHub hub) {
        this.tokens = tokens;
        this.keys = keys;
        this.hub = hub;
    }

    /** The account's, with a new token. */
    void in(Account account, String next, HttpServletRequest request, HttpServletResponse response) throws IOException {
        tokens.give(account, request, response);
        goOn(next, request, response);
    }

    /** Nobody's, and without the keys to rooms. */
    void out(HttpServletRequest request, HttpServletResponse response) throws IOException {
        tokens.takeBack(request, response);
        keys.takeBack(request, response);
        goOn(Visit.of(request).getBase() + "/rooms/", request, response);
    }

    private void goOn(String next, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ChatServlet.redirectNow(next, response);
        Visit.of(request).user().ifPresent(hub::leave);
    }
}

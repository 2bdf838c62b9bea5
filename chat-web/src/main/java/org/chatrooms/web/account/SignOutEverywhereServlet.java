package org.chatrooms.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.RoomKeys;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.hub.ChatHub;

/** {@code POST sign_out_everywhere/}: no browser, this one included, is this account's any more. */
public final class SignOutEverywhereServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;

    private final transient AccountRepository accounts;
    private final transient PersonTokens tokens;
    private final transient RoomKeys keys;
    private final transient ChatHub hub;

    public SignOutEverywhereServlet(AccountRepository accounts, PersonTokens tokens, RoomKeys keys, ChatHub hub) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.keys = keys;
        this.hub = hub;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Account account = AccountServlet.account(accounts, request);
        accounts.voidTokens(account.id());
        tokens.takeBack(request, response);
        keys.takeBack(request, response);
        redirectNow(Visit.of(request).getBase() + "/rooms/", response);
        hub.leave(account.user());
    }
}

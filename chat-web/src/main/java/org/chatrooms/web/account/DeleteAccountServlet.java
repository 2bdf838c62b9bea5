package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.RoomKeys;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/** {@code GET account/delete/} asks whether that is meant, {@code POST} deletes one's own account. What was said stays. */
public final class DeleteAccountServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;

    private final transient AccountRepository accounts;
    private final transient Passwords passwords;
    private final transient PersonTokens tokens;
    private final transient RoomKeys keys;
    private final transient Limits limits;
    private final transient ChatHub hub;

    public DeleteAccountServlet(
            AccountRepository accounts,
            Passwords passwords,
            PersonTokens tokens,
            RoomKeys keys,
            Limits limits,
            ChatHub hub) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.keys = keys;
        this.limits = limits;
        this.hub = hub;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        AccountServlet.account(accounts, request);
        show("account_delete", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Account account = AccountServlet.account(accounts, request);
        String password = new Parameters(request).required("current_password");
        try {
            limits.signIn(account.username(), request);
            if (!passwords.matches(password, account.passwordHash())) {
                throw new InvalidInput("That is not your password.");
            }
            if (account.isAdministrator() && !accounts.hasAdministratorBut(account.id())) {
                throw new InvalidInput("You alone run this chat: it needs somebody who does.");
            }
        } catch (InvalidInput | HttpError e) {
            complain(e, request, response);
            show("account_delete", request, response);
            return;
        }
        accounts.delete(account.id());
        tokens.takeBack(request, response);
        keys.takeBack(request, response);
        redirectNow(Visit.of(request).getBase() + "/rooms/", response);
        hub.leave(account.user());
    }
}

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
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET account/delete/} asks whether that is meant, {@code POST} deletes one's own account. What was said stays. */
public final class DeleteAccountServlet extends ChatServlet {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Limits limits;
    private final SignInAndOut sign;

    public DeleteAccountServlet(AccountRepository accounts, Passwords passwords, Limits limits, SignInAndOut sign) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.sign = sign;
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
        sign.out(request, response);
    }
}

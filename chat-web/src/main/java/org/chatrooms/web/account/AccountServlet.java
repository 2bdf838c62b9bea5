package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.PersonTokens;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/**
 * {@code GET account/}: what people may do with their account. {@code POST} changes the password, which signs out every other
 * browser.
 */
public final class AccountServlet extends ChatServlet {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final PersonTokens tokens;
    private final Limits limits;

    public AccountServlet(AccountRepository accounts, Passwords passwords, PersonTokens tokens, Limits limits) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.limits = limits;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        account(accounts, request);
        show("account", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Account account = account(accounts, request);
        Parameters parameters = new Parameters(request);
        String current = parameters.required("current_password");
        String wanted = parameters.required("new_password");
        try {
            limits.signIn(account.username(), request);
            Passwords.check(wanted);
            if (!passwords.matches(current, account.passwordHash())) {
                throw new InvalidInput("That is not your present password.");
            }
            accounts.setPassword(account.id(), passwords.hash(wanted));
            tokens.give(accounts.find(account.id()).orElseThrow(), request, response);
            request.setAttribute("done", true);
        } catch (InvalidInput | HttpError e) {
            complain(e, request, response);
        }
        show("account", request, response);
    }

    /** @throws HttpError 401 if nobody is signed in */
    static Account account(AccountRepository accounts, HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return visit.user().flatMap(ChatUser::accountId).flatMap(accounts::find).orElseThrow(visit::signInFirst);
    }
}

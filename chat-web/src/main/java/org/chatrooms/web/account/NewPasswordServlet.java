package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.PasswordLinks;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/**
 * {@code GET} and {@code POST new_password/}: another password instead of a forgotten one, for whoever has the {@code link} that
 * an administrator made; signs in with it.
 */
public final class NewPasswordServlet extends ChatServlet {
    private final AccountRepository accounts;
    private final PasswordLinks links;
    private final Passwords passwords;
    private final SignInAndOut sign;

    public NewPasswordServlet(AccountRepository accounts, PasswordLinks links, Passwords passwords, SignInAndOut sign) {
        this.accounts = accounts;
        this.links = links;
        this.passwords = passwords;
        this.sign = sign;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String link = new Parameters(request).required("link");
        showForm(link, account(link), request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        String link = parameters.required("link");
        String wanted = parameters.required("new_password");
        Account account = account(link);
        try {
            Passwords.check(wanted);
            String hash = passwords.hash(wanted);
            if (!accounts.replacePassword(account, hash)) {
                throw outdated(); // somebody else was quicker with the same link
            }
            Account changed = accounts.find(account.id()).orElseThrow(NewPasswordServlet::outdated);
            sign.in(changed, Visit.of(request).getBase() + "/rooms/", request, response);
        } catch (InvalidInput e) {
            complain(e, request, response);
            showForm(link, account, request, response);
        }
    }

    private Account account(String link) {
        return links.open(link).orElseThrow(NewPasswordServlet::outdated);
    }

    private static HttpError outdated() {
        return HttpError.gone("This link was used, or is more than a day old. Ask for another one.");
    }

    private static void showForm(String link, Account account, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("link", link);
        request.setAttribute("username", account.username());
        show("new_password", request, response);
    }
}

package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET} and {@code POST login/}: name and password, then on to {@code next}. */
public final class LoginServlet extends ChatServlet {
    private static final String WRONG = "That name and password do not belong together.";

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Limits limits;
    private final SignInAndOut sign;

    public LoginServlet(AccountRepository accounts, Passwords passwords, Limits limits, SignInAndOut sign) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.sign = sign;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (Visit.of(request).isSignedIn()) {
            response.sendRedirect(NextPage.of(request));
        } else {
            NextPage.showForm("login", "", request, response);
        }
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        String name = parameters.required("username").strip();
        String password = parameters.required("password");
        String next = NextPage.of(request);
        try {
            limits.signIn(name, request);
            sign.in(account(name, password), next, request, response);
        } catch (InvalidInput | HttpError e) {
            complain(e, request, response);
            NextPage.showForm("login", name, request, response);
        }
    }

    private Account account(String name, String password) {
        Optional<Account> account = accounts.findByName(name);
        // An unknown name costs as much time as a wrong password, and reads the same.
        if (!passwords.matches(password, account.flatMap(Account::passwordHash))) {
            throw new InvalidInput(WRONG);
        }
        return account.filter(found -> !found.isDisabled())
                .orElseThrow(() -> new InvalidInput("This account is disabled."));
    }
}

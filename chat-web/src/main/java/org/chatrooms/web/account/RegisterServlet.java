package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.PersonName;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.Passwords;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET} and {@code POST register/}: makes an account and signs in with it. */
public final class RegisterServlet extends ChatServlet {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Limits limits;
    private final SignInAndOut sign;

    public RegisterServlet(AccountRepository accounts, Passwords passwords, Limits limits, SignInAndOut sign) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.sign = sign;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        NextPage.showForm("register", "", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        String typed = parameters.required("username");
        String password = parameters.required("password");
        String next = NextPage.of(request); // a request that makes no sense makes no account
        try {
            limits.register(request);
            sign.in(register(PersonName.of(typed), password), next, request, response);
        } catch (InvalidInput | HttpError e) {
            complain(e, request, response);
            NextPage.showForm("register", typed, request, response);
        }
    }

    private Account register(String name, String password) {
        Passwords.check(password);
        InvalidInput taken = new InvalidInput("Somebody has that name already.");
        if (accounts.isTaken(name)) {
            throw taken;
        }
        return accounts.create(name, Optional.of(passwords.hash(password)), false)
                .orElseThrow(() -> taken);
    }
}

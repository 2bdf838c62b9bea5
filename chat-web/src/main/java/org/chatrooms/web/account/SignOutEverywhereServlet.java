package org.chatrooms.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.http.ChatServlet;

/** {@code POST sign_out_everywhere/}: no browser, this one included, is this account's any more. */
public final class SignOutEverywhereServlet extends ChatServlet {
    private final AccountRepository accounts;
    private final SignInAndOut sign;

    public SignOutEverywhereServlet(AccountRepository accounts, SignInAndOut sign) {
        this.accounts = accounts;
        this.sign = sign;
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        accounts.voidTokens(AccountServlet.account(accounts, request).id());
        sign.out(request, response);
    }
}

package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.model.Account;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET admin/people/erase/} asks whether that is meant, {@code POST} begins to take back all that an account said. */
public final class EraseServlet extends ChatServlet {
    private final AccountRepository accounts;
    private final Erasure erasure;
    private final AuditLog audit;

    public EraseServlet(AccountRepository accounts, Erasure erasure, AuditLog audit) {
        this.accounts = accounts;
        this.erasure = erasure;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.setAttribute("person", account(request));
        show("admin_erase", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Account account = account(request);
        erasure.begin(account, Visit.of(request).getUser().username());
        audit.record(request, "took back all messages of", account.username());
        response.sendRedirect(Visit.of(request).getBase() + "/admin/work/");
    }

    private Account account(HttpServletRequest request) {
        return accounts.find(new Parameters(request).number("id")).orElseThrow(HttpError::notFound);
    }
}

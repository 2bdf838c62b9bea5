package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.PasswordLinks;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;

/**
 * {@code GET admin/people/}: the accounts, those with {@code name} in their names. {@code POST} does something with the account
 * {@code id}: {@code act} is {@code disable}, {@code enable}, {@code sign_out}, or {@code link}, which makes a link for a
 * forgotten password.
 */
public final class PeopleServlet extends ChatServlet {
    /** Who looks for somebody types a part of the name. */
    private static final int SHOWN = 50;

    private final AccountRepository accounts;
    private final PasswordLinks links;
    private final ChatHub hub;
    private final AuditLog audit;

    public PeopleServlet(AccountRepository accounts, PasswordLinks links, ChatHub hub, AuditLog audit) {
        this.accounts = accounts;
        this.links = links;
        this.hub = hub;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String name = new Parameters(request).optional("name").orElse("").strip();
        List<Account> found = accounts.named(name, SHOWN + 1);
        request.setAttribute("name", name);
        request.setAttribute("people", found.subList(0, Math.min(SHOWN, found.size())));
        request.setAttribute("canErase", hub.archive().isPresent());
        request.setAttribute("hasMore", found.size() > SHOWN);
        show("admin_people", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        Account account = accounts.find(parameters.number("id")).orElseThrow(HttpError::notFound);
        switch (parameters.required("act")) {
            case "disable" -> setDisabled(true, account, request, response);
            case "enable" -> setDisabled(false, account, request, response);
            case "sign_out" -> signOut(account, request, response);
            case "link" -> showLink(account, request, response);
            default -> throw HttpError.badRequest("act must be disable, enable, sign_out or link");
        }
    }

    private void setDisabled(
            boolean isDisabled, Account account, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isSelf(account, request)) {
            throw HttpError.badRequest("You cannot lock yourself out.");
        }
        accounts.setDisabled(account.id(), isDisabled);
        audit.record(request, isDisabled ? "disabled" : "enabled", account.username());
        if (isDisabled) {
            hub.leave(account.user());
        }
        backToList(request, response);
    }

    /** Wherever they are signed in: somebody else may have their password, or their phone. */
    private void signOut(Account account, HttpServletRequest request, HttpServletResponse response) throws IOException {
        accounts.voidTokens(account.id());
        audit.record(request, "signed out everywhere", account.username());
        hub.leave(account.user());
        backToList(request, response);
    }

    /** To the people whom they looked for. */
    private static void backToList(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String question = new Parameters(request)
                .optional("name")
                .filter(name -> !name.isEmpty())
                .map(name -> "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        response.sendRedirect(Visit.of(request).getBase() + "/admin/people/" + question);
    }

    private static boolean isSelf(Account account, HttpServletRequest request) {
        return Visit.of(request)
                .user()
                .map(ChatUser::key)
                .equals(Optional.of(account.user().key()));
    }

    /** The link is shown this once, to be passed on by whatever way the two trust. */
    private void showLink(Account account, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!Visit.of(request).hasOwnAccounts()) {
            throw HttpError.badRequest("Passwords are not the chat's here.");
        }
        if (account.isDisabled()) {
            throw HttpError.badRequest("This account is disabled.");
        }
        audit.record(request, "made a link to set the password of", account.username());
        request.setAttribute("person", account);
        request.setAttribute(
                "link", origin(request) + Visit.of(request).getBase() + "/new_password/?link=" + links.make(account));
        show("admin_link", request, response);
    }

    /** As the administrator's browser has it: behind a proxy the container may know another. */
    private static String origin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Origin"))
                .filter(origin -> origin.contains("://")) // where a browser does not say it, "null"
                .orElse(request.getScheme() + "://" + request.getHeader("Host"));
    }
}

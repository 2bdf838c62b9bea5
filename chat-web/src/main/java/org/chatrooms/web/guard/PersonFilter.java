package org.chatrooms.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.repository.AccountRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is it? Somebody whom the container signed in, where it does; else whoever the token says. Runs on a site's own pages
 * too, which may show who is signed in, and which must not break over it. Threading: holds nothing that changes.
 */
public final class PersonFilter extends HttpFilter {
    private static final Logger LOG = LoggerFactory.getLogger(PersonFilter.class);
    private static final String DISABLED = "Your account here is disabled.";
    private static final String UNSHOWABLE = "The chat cannot show the name that you are signed in with:"
            + " it is too long, or reads like somebody else's.";

    private final Site site;
    private final PersonTokens tokens;
    private final AccountRepository accounts;

    public PersonFilter(Site site, PersonTokens tokens, AccountRepository accounts) {
        this.site = site;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Visit.of(request) != null) {
            identify(request, Visit.of(request));
        } else {
            Visit visit = new Visit(site, "", request);
            visit.bindToPage(request);
            try {
                identify(request, visit);
            } catch (RuntimeException e) {
                LOG.warn("A page of the site is shown as to nobody: who it is cannot be found out", e);
            }
        }
        chain.doFilter(request, response);
    }

    private void identify(HttpServletRequest request, Visit visit) {
        if (site.isContainerLogin() && request.getRemoteUser() != null) {
            ofPrincipal(request.getRemoteUser())
                    .ifPresentOrElse(
                            account -> admit(account, request.isUserInRole(site.administratorRole()), visit),
                            () -> visit.setRefused(UNSHOWABLE));
            return;
        }
        tokens.read(request).ifPresent(token -> {
            if (token.isGuests()) {
                visit.setGuest(ChatUser.guest(token.id(), token.name()));
            } else if (!site.isContainerLogin()) {
                accounts.find(Long.parseLong(token.id()))
                        .filter(account -> account.tokenEpoch() == token.epoch())
                        .ifPresent(account -> admit(account, account.isAdministrator(), visit));
            }
        });
    }

    private static void admit(Account account, boolean isAdministrator, Visit visit) {
        if (account.isDisabled()) {
            visit.setRefused(DISABLED);
        } else {
            visit.setAccount(account, isAdministrator);
        }
    }

    /** Nobody, if the chat cannot show the name: too long, or one that reads like another account's. */
    private Optional<Account> ofPrincipal(String name) {
        try {
            return accounts.ofPrincipal(name);
        } catch (InvalidInput e) {
            LOG.debug("A principal has no name that the chat can show: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

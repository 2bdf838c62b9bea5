package org.chatrooms.web.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.HttpError;

/** Lets administrators through, and nobody else; tells the pages what there is to administrate. Threading: holds nothing that changes. */
public final class AdministratorFilter extends HttpFilter {
    private final boolean hasArchive;

    /**
     * Guards what there is.
     *
     * @param hasArchive whether messages can be found and forgotten
     */
    public AdministratorFilter(boolean hasArchive) {
        this.hasArchive = hasArchive;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Visit visit = Visit.of(request);
        if (!visit.isSignedIn()) {
            throw visit.signInFirst();
        }
        if (!visit.isAdministrator()) {
            throw HttpError.forbidden("This is for those who run the chat.");
        }
        request.setAttribute("hasArchive", hasArchive);
        chain.doFilter(request, response);
    }
}

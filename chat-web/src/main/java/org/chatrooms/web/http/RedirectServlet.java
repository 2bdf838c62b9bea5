package org.chatrooms.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends a visitor on to another page of ours. Threading: holds nothing that changes. */
public final class RedirectServlet extends ChatServlet {
    /** Longer than any that our pages write, and short enough for a header. */
    private static final int MAX_QUERY = 2000;

    private final String target;

    /** @param target a path of this site */
    public RedirectServlet(String target) {
        this.target = target;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        response.sendRedirect(query == null || query.length() > MAX_QUERY ? target : target + "?" + query);
    }
}

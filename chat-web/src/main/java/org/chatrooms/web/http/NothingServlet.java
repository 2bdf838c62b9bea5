package org.chatrooms.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What is not there below the mount, so that the site's own pages are not asked for it. Threading: holds nothing. */
public final class NothingServlet extends ChatServlet {
    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) {
        throw HttpError.notFound();
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) {
        throw HttpError.notFound();
    }
}

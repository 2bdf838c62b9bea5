package org.chatrooms.web.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Our files below the mount: the container serves them as {@code /static/chatrooms/…} of the web application, where a mount
 * has its own {@code static/}. Threading: holds nothing.
 */
public final class StaticServlet extends ChatServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern FILE = Pattern.compile("/chatrooms(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String file = String.valueOf(request.getPathInfo());
        if (!FILE.matcher(file).matches()) {
            throw HttpError.notFound();
        }
        request.getRequestDispatcher("/static" + file).forward(request, response);
    }
}

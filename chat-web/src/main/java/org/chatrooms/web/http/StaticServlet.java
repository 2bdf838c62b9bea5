package org.chatrooms.web.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Our files below the mount: the container serves them as {@code /static/chatrooms/…} of the web application, where a mount
 * has its own {@code static/}. It is asked by its servlet's name, because a site may have a servlet of its own for that path.
 * Threading: holds nothing.
 */
public final class StaticServlet extends ChatServlet {
    private static final String SERVLET_FOR_FILES = "default";

    /** With a dot in it, for folders have none; that servlet would show the source of a JSP. */
    private static final Pattern FILE =
            Pattern.compile("/chatrooms(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/[A-Za-z0-9_-]+[.][A-Za-z0-9._-]*(?<![.]jspx?)");

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String asked = String.valueOf(request.getPathInfo());
        String file = "/static" + asked;
        if (!FILE.matcher(asked).matches() || getServletContext().getResource(file) == null) {
            throw HttpError.notFound();
        }
        HttpServletRequest forFile = new HttpServletRequestWrapper(request) {
            @Override
            public String getServletPath() {
                return file;
            }

            @Override
            public String getPathInfo() {
                return null;
            }
        };
        getServletContext().getNamedDispatcher(SERVLET_FOR_FILES).forward(forFile, response);
    }
}

package org.chatrooms.web.http;

import com.google.gson.JsonElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A servlet of ours: answers GET, POST or both, and every other method with 405 in our own form instead of the container's.
 *
 * <p>Threading: one object for all requests; subclasses hold only what they were built with.
 */
public abstract class ChatServlet extends HttpServlet {
    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> get(request, response);
            case "POST" -> post(request, response);
            default -> throw HttpError.methodNotAllowed();
        }
    }

    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        throw HttpError.methodNotAllowed();
    }

    protected void post(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        throw HttpError.methodNotAllowed();
    }

    /** Answers a script. */
    protected static void answer(JsonElement json, HttpServletResponse response) throws IOException {
        Json.write(response, HttpServletResponse.SC_OK, Json.bytes(json));
    }

    /** The same with a mere text, as scripts written for django-chatrooms know it. */
    protected static void say(String text, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write(text);
    }

    /**
     * Sends somebody on, and returns when the browser has been told: first it learns who it is now, and then its other tabs,
     * sent home by whatever comes after this, ask again. {@code sendRedirect} would keep the answer until the end of the
     * request.
     */
    public static void redirectNow(String path, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", path);
        response.setContentLength(0);
        response.flushBuffer();
    }

    /**
     * Has the form that is shown next say what is wrong with what was sent, and when to try again if that is it.
     *
     * @throws RuntimeException what is not for the person who sent it
     */
    protected static void complain(RuntimeException e, HttpServletRequest request, HttpServletResponse response) {
        HttpError error = HttpError.from(e);
        if (error.status() != HttpServletResponse.SC_BAD_REQUEST
                && error.retryAfter().isEmpty()) {
            throw e;
        }
        giveStatus(error, request, response);
        request.setAttribute("error", error.getMessage());
    }

    /** What a page about an error begins with: its status, and when to try again if that helps. */
    public static void giveStatus(HttpError error, HttpServletRequest request, HttpServletResponse response) {
        error.retryAfter().ifPresent(seconds -> {
            response.setIntHeader("Retry-After", seconds);
            request.setAttribute("retryAfter", seconds);
        });
        response.setStatus(error.status());
    }

    /** Shows one of our JSPs. */
    public static void show(String page, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        markAsPage(response);
        request.getRequestDispatcher("/WEB-INF/jsp/chatrooms/" + page + ".jsp").forward(request, response);
    }

    /** What a page says depends on who reads it, and in which language. */
    public static void markAsPage(HttpServletResponse response) {
        response.setContentType("text/html;charset=UTF-8");
        response.addHeader("Vary", "Accept-Language, Cookie");
    }
}

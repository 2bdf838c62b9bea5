package org.chatrooms.web.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.chatrooms.web.http.HttpError;

/**
 * Reads query and body itself: at most 64 KB, form-encoded, UTF-8, and an error where it is not. Containers differ in what
 * they do with broken input, and some drop or change parameters without a word. Threading: holds nothing.
 */
public final class BodyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BYTES = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // For the page that says what went wrong nothing is read: that may be what went wrong.
        boolean isPost = request.getMethod().equals("POST") && request.getDispatcherType() != DispatcherType.ERROR;
        byte[] body;
        try {
            body = isPost ? body(request) : new byte[0];
        } catch (IOException e) {
            if (response.isCommitted()) {
                return; // the container has said it, and shows our page for that
            }
            throw HttpError.badRequest("The request did not come whole");
        }
        if (isPost && body.length == 0 && request.getContentLengthLong() > 0) {
            chain.doFilter(request, response); // a filter of the site's own has read the form already
        } else {
            chain.doFilter(new FormRequest(request, body), response);
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw HttpError.tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw HttpError.tooLarge();
        }
        if (body.length > 0 && !isForm(request.getContentType())) {
            throw HttpError.unsupportedMediaType();
        }
        return body;
    }

    private static boolean isForm(String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        String parameter = parts.length == 1 ? "" : parts[1].strip().replace("\"", "");
        return parts[0].strip().equals(FORM) && (parameter.isEmpty() || parameter.equals("charset=utf-8"));
    }
}

package org.chatrooms.web.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.chatrooms.web.http.HttpError;

/**
 * Reads query and body itself: at most 64 KB, form-encoded, UTF-8, and an error where it is not. Containers differ in what
 * they do with broken input, and some drop or change parameters without a word. And they wait for each byte anew: here all of
 * them have 20 s, so that nobody holds a thread who sends one now and then. Threading: holds nothing that changes.
 */
public final class BodyFilter extends HttpFilter {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int PIECE_BYTES = 4 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Clock clock;

    public BodyFilter(Clock clock) {
        this.clock = clock;
    }

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

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw HttpError.tooLarge();
        }
        byte[] body = read(request.getInputStream());
        if (body.length > 0 && !isForm(request.getContentType())) {
            throw HttpError.unsupportedMediaType();
        }
        return body;
    }

    /** Piece by piece, as it comes. */
    private byte[] read(InputStream in) throws IOException {
        Instant end = clock.instant().plus(PATIENCE);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            body.write(piece, 0, length);
            if (body.size() > MAX_BYTES) {
                throw HttpError.tooLarge();
            }
            if (clock.instant().isAfter(end)) {
                throw HttpError.tooSlow();
            }
        }
        return body.toByteArray();
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

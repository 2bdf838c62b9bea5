package org.chatrooms.web.http;

import java.util.Optional;
import java.util.OptionalInt;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.model.NotTheAuthor;
import org.chatrooms.repository.DatabaseException;
import org.chatrooms.spi.MessageRefused;

/**
 * A request that ends with an error, in words for whoever sent it. Thrown anywhere below the error filter, which shows it as
 * JSON or as a page. Carries no stack trace: it is an answer, not a defect.
 */
public final class HttpError extends RuntimeException {
    private static final int RETRY_SECONDS = 2;
    private static final String ACCESS_DENIED = "Access denied";

    private final int status;
    private final int retryAfter;
    private final String loginUrl;
    private final String lockedRoom;
    private final String reason;

    private HttpError(int status, String message, int retryAfter, String loginUrl, Throwable cause) {
        this(status, message, retryAfter, loginUrl, null, "", cause);
    }

    private HttpError(
            int status,
            String message,
            int retryAfter,
            String loginUrl,
            String lockedRoom,
            String reason,
            Throwable cause) {
        super(message, cause, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
        this.loginUrl = loginUrl;
        this.lockedRoom = lockedRoom;
        this.reason = reason;
    }

    private static HttpError of(int status, String message) {
        return new HttpError(status, message, 0, null, null);
    }

    public static HttpError badRequest(String message) {
        return of(400, message);
    }

    /** They have to be somebody first, which they become at {@code loginUrl}. */
    public static HttpError unauthorized(String message, String loginUrl) {
        return new HttpError(401, message, 0, loginUrl, null);
    }

    public static HttpError forbidden(String message) {
        return of(403, message);
    }

    /** An access policy said no. */
    public static HttpError accessDenied() {
        return of(403, ACCESS_DENIED);
    }

    /** A room wants its password first. */
    public static HttpError locked(String slug) {
        return new HttpError(403, ACCESS_DENIED, 0, null, slug, "", null);
    }

    /**
     * They may not be in a room any more.
     *
     * @param reason in a moderator's words; may be empty
     */
    public static HttpError banned(String reason) {
        return new HttpError(403, "You are banned from this room.", 0, null, null, reason, null);
    }

    public static HttpError notFound() {
        return of(404, "Not found");
    }

    public static HttpError methodNotAllowed() {
        return of(405, "Method not allowed");
    }

    /** What they send comes too slowly. */
    public static HttpError tooSlow() {
        return of(408, "The request took too long");
    }

    public static HttpError reset() {
        return of(409, "reset");
    }

    /** It was there, and does not come back. */
    public static HttpError gone(String message) {
        return of(410, message);
    }

    public static HttpError tooLarge() {
        return of(413, "The request is too large");
    }

    public static HttpError unsupportedMediaType() {
        return of(415, "A POST must be form-encoded UTF-8");
    }

    /**
     * They do it too often.
     *
     * @param retryAfter seconds after which to try again
     */
    public static HttpError tooMany(String message, int retryAfter) {
        return new HttpError(429, message, retryAfter, null, null);
    }

    public static HttpError unavailable(String message, Throwable cause) {
        return new HttpError(503, message, RETRY_SECONDS, null, cause);
    }

    /** What an exception means to whoever sent the request. Its cause is kept where somebody should look at it. */
    public static HttpError from(Throwable e) {
        if (e instanceof HttpError error) {
            return error;
        }
        if (e instanceof InvalidInput || e instanceof MessageRefused) {
            return of(400, e.getMessage());
        }
        if (e instanceof NoSuchRoom || e instanceof NoSuchMessage) {
            return notFound();
        }
        if (e instanceof NotTheAuthor) {
            return accessDenied();
        }
        if (e instanceof ClientKeyConflict) {
            return of(409, e.getMessage());
        }
        if (e instanceof DatabaseException) {
            return unavailable("The chat cannot do this right now", e);
        }
        return new HttpError(500, "Something went wrong here", 0, null, e);
    }

    public int status() {
        return status;
    }

    /** Seconds after which to try again. */
    public OptionalInt retryAfter() {
        return retryAfter > 0 ? OptionalInt.of(retryAfter) : OptionalInt.empty();
    }

    public Optional<String> loginUrl() {
        return Optional.ofNullable(loginUrl);
    }

    /** What a moderator said of it; may be empty. */
    public String reason() {
        return reason;
    }

    /** The slug of the room that wants its password first. */
    public Optional<String> lockedRoom() {
        return Optional.ofNullable(lockedRoom);
    }

    /** Whether a policy said no: scripts get that as a mere text, as from django-chatrooms. */
    public boolean isAccessDenied() {
        return status == 403 && ACCESS_DENIED.equals(getMessage());
    }
}

package org.chatrooms.web.guard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chatrooms.model.ChatUser;

/**
 * Who somebody is, in a signed cookie: any node can check it without asking anybody, and a guest costs no row and no session.
 *
 * <p>A token is {@code g.ID.NAME.ISSUED.MAC}: kind, id, name in Base64, seconds since 1970, HMAC-SHA-256 of all before it.
 * One that was changed, or is older than {@link #LIFETIME}, is nobody's.
 *
 * <p>Threading: any number of threads.
 */
public final class PersonTokens {
    static final String COOKIE = "chatrooms_person";
    static final Duration LIFETIME = Duration.ofDays(90);

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String GUEST = "g";

    private final SecretKeySpec key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param key the chat's own; the same on every node */
    public PersonTokens(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.clock = clock;
    }

    /** An id for a guest whom nobody has seen before. */
    public String newGuestId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return ENCODER.encodeToString(id);
    }

    /** Makes the browser this guest's. */
    public void give(ChatUser guest, HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = new Cookie(COOKIE, sign(guest));
        cookie.setPath(request.getServletContext().getContextPath() + "/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge((int) LIFETIME.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    Optional<ChatUser> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                Optional<ChatUser> person = verify(cookie.getValue());
                if (person.isPresent()) {
                    return person;
                }
            }
        }
        return Optional.empty();
    }

    String sign(ChatUser guest) {
        String name = ENCODER.encodeToString(guest.name().getBytes(StandardCharsets.UTF_8));
        String body = String.join(
                ".", GUEST, guest.id(), name, Long.toString(clock.instant().getEpochSecond()));
        return body + "." + ENCODER.encodeToString(mac(body));
    }

    Optional<ChatUser> verify(String token) {
        int end = token.lastIndexOf('.');
        if (end < 0) {
            return Optional.empty();
        }
        String body = token.substring(0, end);
        byte[] expected = ENCODER.encode(mac(body));
        byte[] given = token.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            return Optional.empty();
        }
        // From here on it is ours: only we can have signed it.
        String[] parts = body.split("\\.", 4);
        Instant issued = Instant.ofEpochSecond(Long.parseLong(parts[3]));
        if (!parts[0].equals(GUEST) || issued.plus(LIFETIME).isBefore(clock.instant())) {
            return Optional.empty();
        }
        String name = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        return Optional.of(ChatUser.guest(parts[1], name));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }
}

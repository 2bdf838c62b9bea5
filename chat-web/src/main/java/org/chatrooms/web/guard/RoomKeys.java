package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.chatrooms.model.Room;

/**
 * The private rooms whose password somebody gave, in a signed cookie of its own: every node knows at once, and nobody has to
 * have a name first. A key fits one password: with another one set, it opens nothing. Whoever gives a password gets a new
 * cookie, so that one that somebody slipped them before opens nothing more.
 *
 * <p>The cookie is {@code ISSUED~ROOM-KEY~ROOM-KEY…} and its signature. Threading: any number of threads.
 */
public final class RoomKeys {
    static final String COOKIE = "chatrooms_keys";

    private static final Duration LIFETIME = Duration.ofDays(90);

    /** A browser keeps 4 KB; whoever has more keys gives the password of the oldest again. */
    private static final int MAX_KEYS = 60;

    private final Seal seal;
    private final Clock clock;

    /** @param key the chat's own; the same on every node */
    public RoomKeys(byte[] key, Clock clock) {
        this.seal = new Seal(key);
        this.clock = clock;
    }

    boolean open(Room room, HttpServletRequest request) {
        return room.passwordHash().isPresent() && keys(request).contains(key(room));
    }

    /** Somebody gave the room's password. */
    public void add(Room room, HttpServletRequest request, HttpServletResponse response) {
        List<String> keys = new ArrayList<>(keys(request));
        keys.removeIf(key -> key.startsWith(room.id() + "-"));
        keys.add(key(room));
        List<String> kept = keys.subList(Math.max(0, keys.size() - MAX_KEYS), keys.size());
        String text = clock.instant().getEpochSecond() + "~" + String.join("~", kept);
        Cookies.give(COOKIE, seal.seal(text), LIFETIME, request, response);
    }

    /** Takes all keys back, for whoever comes next to this browser. */
    public void takeBack(HttpServletRequest request, HttpServletResponse response) {
        Cookies.takeBack(COOKIE, request, response);
    }

    private List<String> keys(HttpServletRequest request) {
        return Cookies.read(COOKIE, request)
                .flatMap(value -> seal.open(value).stream())
                .map(text -> List.of(text.split("~")))
                .filter(parts -> !isOld(parts.get(0)))
                .findFirst()
                .map(parts -> parts.subList(1, parts.size()))
                .orElse(List.of());
    }

    private boolean isOld(String issued) {
        return Instant.ofEpochSecond(Long.parseLong(issued)).plus(LIFETIME).isBefore(clock.instant());
    }

    private static String key(Room room) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(room.passwordHash().orElseThrow().getBytes(StandardCharsets.UTF_8));
            return room.id() + "-"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

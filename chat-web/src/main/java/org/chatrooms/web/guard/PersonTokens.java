package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.Changes;

/**
 * Who somebody is, in a signed cookie: any node can check it without asking anybody, and a guest costs no row and no session.
 * One that was changed, is older than {@link #LIFETIME} or was signed out is nobody's.
 *
 * <p>Whoever gains rights gets a new token, so that one that somebody slipped them before is worth nothing afterwards.
 *
 * <p>Threading: any number of threads.
 */
public final class PersonTokens {
    static final String COOKIE = "chatrooms_person";
    static final Duration LIFETIME = Duration.ofDays(90);

    private final Seal seal;
    private final Clock clock;
    private final Changes changes;

    /** The nonces of tokens that were signed out: as many as people sign out in {@link #LIFETIME}, or since the start. */
    private final Map<String, Boolean> signedOut = new ConcurrentHashMap<>();

    /** @param key the chat's own; the same on every node */
    public PersonTokens(byte[] key, Clock clock, Changes changes) {
        this.seal = new Seal(key);
        this.clock = clock;
        this.changes = changes;
        changes.listen(Changes.Kind.TOKEN, subject -> signedOut.put(subject.split(" ", 2)[0], true));
    }

    /** An id for a guest whom nobody has seen before. */
    public String newGuestId() {
        return Nonce.next();
    }

    /** Makes the browser this guest's. */
    public void give(ChatUser guest, HttpServletRequest request, HttpServletResponse response) {
        give(
                new PersonToken(guest.kind(), guest.id(), guest.name(), clock.instant(), 0, Nonce.next()),
                request,
                response);
    }

    /** Makes the browser that of somebody who signed in. */
    public void give(Account account, HttpServletRequest request, HttpServletResponse response) {
        String id = Long.toString(account.id());
        give(
                new PersonToken(ChatUser.Kind.ACCOUNT, id, "", clock.instant(), account.tokenEpoch(), Nonce.next()),
                request,
                response);
    }

    private void give(PersonToken token, HttpServletRequest request, HttpServletResponse response) {
        Cookies.give(COOKIE, seal.seal(token.text()), LIFETIME, request, response);
    }

    /** Makes an account's token worthless, whatever copies there are of it. A guest costs no row. */
    public void makeVoid(HttpServletRequest request) {
        read(request)
                .filter(token -> !token.isGuests())
                .ifPresent(token -> changes.announce(
                        Changes.Kind.TOKEN, token.nonce() + " " + ChatUser.key(token.kind(), token.id())));
    }

    /** Makes the browser nobody's. */
    public void takeBack(HttpServletRequest request, HttpServletResponse response) {
        Cookies.takeBack(COOKIE, request, response);
    }

    Optional<PersonToken> read(HttpServletRequest request) {
        return Cookies.read(COOKIE, request)
                .flatMap(value -> verify(value).stream())
                .findFirst();
    }

    private Optional<PersonToken> verify(String sealed) {
        return seal.open(sealed)
                .flatMap(PersonToken::of)
                .filter(token -> !token.issued().plus(LIFETIME).isBefore(clock.instant()))
                .filter(token -> !signedOut.containsKey(token.nonce()));
    }
}

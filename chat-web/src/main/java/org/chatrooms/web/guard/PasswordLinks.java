package org.chatrooms.web.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.repository.AccountRepository;

/**
 * Links with which somebody who forgot a password sets another one: {@code ACCOUNT~EPOCH~END} and its signature. Each password
 * begins a new epoch of its account, so one that was used, or is older than the account's latest sign-out everywhere, opens
 * nothing; no row is kept of it. Threading: any number of threads.
 */
public final class PasswordLinks {
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Seal seal;
    private final AccountRepository accounts;
    private final Clock clock;

    /** @param key the chat's own; the same on every node */
    public PasswordLinks(byte[] key, AccountRepository accounts, Clock clock) {
        this.seal = new Seal(key);
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What the link to the account carries: letters, digits and {@code ~.-_}. */
    public String make(Account account) {
        long end = clock.instant().plus(LIFETIME).getEpochSecond();
        return seal.seal(account.id() + "~" + account.tokenEpoch() + "~" + end);
    }

    /** Whose password it sets; empty if it is none of ours, was used, or is too old. */
    public Optional<Account> open(String link) {
        return seal.open(link)
                .map(text -> List.of(text.split("~")))
                .filter(parts -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.get(2)))))
                .flatMap(parts -> accounts.find(Long.parseLong(parts.get(0)))
                        .filter(account ->
                                Integer.toString(account.tokenEpoch()).equals(parts.get(1))))
                .filter(account -> !account.isDisabled());
    }
}

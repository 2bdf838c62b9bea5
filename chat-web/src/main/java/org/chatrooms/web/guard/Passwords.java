package org.chatrooms.web.guard;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.web.http.HttpError;

/**
 * Passwords of people and rooms, hashed so slowly that a stolen table is of little use: PBKDF2-HMAC-SHA-256 of the JDK at the
 * cost that OWASP's Password Storage Cheat Sheet names. A hash is {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}.
 *
 * <p>Threading: any number of threads, of which only a few hash at a time: whoever sends passwords must not be able to take
 * all processors away from those who chat.
 */
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ITERATIONS = 600_000;
    private static final int HASH_BITS = 256;
    private static final int PATIENCE_SECONDS = 5;

    /** Each of those who wait holds one of the container's threads, and others want to chat. */
    private static final int MAX_WAITING = 16;

    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789"; // without what looks like something else

    private final SecureRandom random = new SecureRandom();
    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final int iterations;

    public Passwords() {
        this(ITERATIONS);
    }

    Passwords(int iterations) {
        this.iterations = iterations;
    }

    /** A password that nobody can guess, 100 bits, easy to type. */
    public String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return password.toString();
    }

    /**
     * Looks whether somebody may have it.
     *
     * @throws InvalidInput in words for whoever chose it
     */
    public static void check(String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw new InvalidInput("A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
    }

    /**
     * Hashes a password, with salt of its own.
     *
     * @throws InvalidInput it contains U+0000, which at its end would make no difference to the hash
     * @throws HttpError 503 if too many do the same
     */
    public String hash(String password) {
        if (password.indexOf('\0') >= 0) {
            throw new InvalidInput("A password must not contain U+0000.");
        }
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                SCHEME,
                Integer.toString(iterations),
                encoder.encodeToString(salt),
                encoder.encodeToString(derive(password, salt, iterations)));
    }

    /**
     * Whether it is the password that was hashed. Takes as long, and says no, where there is no hash.
     *
     * @throws HttpError 503 if too many do the same
     */
    public boolean matches(String password, Optional<String> hash) {
        String[] parts = hash.orElseGet(this::nobodys).split("\\$", 4);
        Base64.Decoder decoder = Base64.getDecoder();
        byte[] derived = derive(password, decoder.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(derived, decoder.decode(parts[3])) && hash.isPresent();
    }

    /** Compared with where there is nothing to compare with, so that it takes as long. */
    private String nobodys() {
        return String.join("$", SCHEME, Integer.toString(iterations), "A".repeat(22), "A".repeat(43));
    }

    private byte[] derive(String password, byte[] salt, int rounds) {
        // The same password whatever keyboard wrote it; cut before it costs anything.
        String text = Normalizer.normalize(
                password.substring(0, Math.min(password.length(), MAX_LENGTH)), Normalizer.Form.NFKC);
        takeTurn();
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(text.toCharArray(), salt, rounds, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            hashing.release();
        }
    }

    private void takeTurn() {
        try {
            if (hashing.getQueueLength() < MAX_WAITING && hashing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw HttpError.unavailable("Too many people are signing in right now", null);
    }
}

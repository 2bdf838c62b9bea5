package org.chatrooms.web.guard;

import java.security.SecureRandom;
import java.util.Base64;

/** Random text that nobody guesses, and that nobody else gets. Threading: any number of threads. */
final class Nonce {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    /** 128 bits, fit for cookies, headers and pages. */
    static String next() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

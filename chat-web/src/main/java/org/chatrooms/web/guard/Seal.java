package org.chatrooms.web.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Text that a browser keeps for us and cannot change: followed by its HMAC-SHA-256. Each kind of text has a key of its own.
 * Threading: any number of threads.
 */
final class Seal {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Ready to begin: to copy it costs less than to look for a provider and to prepare the key each time. */
    private final Mac begun;

    Seal(byte[] key) {
        try {
            begun = Mac.getInstance("HmacSHA256");
            begun.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    String seal(String text) {
        return text + "." + mac(text);
    }

    /** The text; empty if it is not one that we sealed. */
    Optional<String> open(String sealed) {
        int end = sealed.lastIndexOf('.');
        if (end < 0) {
            return Optional.empty();
        }
        String text = sealed.substring(0, end);
        byte[] expected = mac(text).getBytes(StandardCharsets.UTF_8);
        byte[] given = sealed.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given) ? Optional.of(text) : Optional.empty();
    }

    private String mac(String text) {
        try {
            Mac mac = (Mac) begun.clone();
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Every Java can copy it", e);
        }
    }
}

package org.chatrooms.repository;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Random keys that every node of a chat shares; made by whoever needs one first. Threading: any number of threads. */
public final class SecretRepository {
    private static final int KEY_BYTES = 32;

    private final Database database;

    public SecretRepository(Database database) {
        this.database = database;
    }

    /** The key of that name: 32 random bytes, the same on every node and after every restart. */
    public byte[] key(String name) {
        return find(name).orElseGet(() -> {
            try {
                make(name);
            } catch (DatabaseException e) {
                // Another node may have been quicker; if that was not it, there is none below.
                return find(name).orElseThrow(() -> e);
            }
            return find(name).orElseThrow();
        });
    }

    private Optional<byte[]> find(String name) {
        return database.first(
                "SELECT secret FROM chat_secret WHERE name = ?",
                row -> Base64.getDecoder().decode(row.getString(1)),
                name);
    }

    private void make(String name) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        database.run(connection -> Database.update(
                connection,
                "INSERT INTO chat_secret (name, secret) VALUES (?, ?)",
                name,
                Base64.getEncoder().encodeToString(key)));
    }
}

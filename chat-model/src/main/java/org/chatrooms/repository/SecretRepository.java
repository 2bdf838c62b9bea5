package org.chatrooms.repository;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
        return database.run(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT secret FROM chat_secret WHERE name = ?")) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(Base64.getDecoder().decode(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    private void make(String name) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        database.run(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO chat_secret (name, secret) VALUES (?, ?)")) {
                insert.setString(1, name);
                insert.setString(2, Base64.getEncoder().encodeToString(key));
                return insert.executeUpdate();
            }
        });
    }
}

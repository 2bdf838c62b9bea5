package org.chatrooms.repository;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Base64;

/** Random keys that every node of a chat shares; made by whoever needs one first. Threading: any number of threads. */
public final class SecretRepository {
    private static final int KEY_BYTES = 32;

    private final Database database;

    public SecretRepository(Database database) {
        this.database = database;
    }

    /** The key of that name: 32 random bytes, the same on every node and after every restart. */
    public byte[] key(String name) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        return database.run(connection -> {
            // One statement, and whoever comes second inserts nothing; should two nodes meet here, one of them fails to
            // start and finds the other's key the next time.
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO chat_secret (name, value)"
                    + " SELECT ?, ? FROM (SELECT COUNT(*) AS known FROM chat_secret WHERE name = ?) there"
                    + " WHERE there.known = 0")) {
                insert.setString(1, name);
                insert.setString(2, Base64.getEncoder().encodeToString(fresh));
                insert.setString(3, name);
                insert.executeUpdate();
            }
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT value FROM chat_secret WHERE name = ?")) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return Base64.getDecoder().decode(row.getString(1));
                }
            }
        });
    }
}

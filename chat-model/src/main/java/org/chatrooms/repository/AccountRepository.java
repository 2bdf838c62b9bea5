package org.chatrooms.repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.chatrooms.model.Account;
import org.chatrooms.model.PersonName;

/**
 * The accounts. Asked for by number or as the container's principal they come from memory: that is done for every request.
 *
 * <p>Threading: any number of threads.
 */
public final class AccountRepository {
    private static final String SELECT =
            "SELECT id, username, password_hash, is_administrator, is_disabled, token_epoch FROM chat_account WHERE ";

    private final Database database;
    private final Changes changes;
    private final RowCache<Long, Account> byId = new RowCache<>(id -> select("id = ?", id));

    /** Of those who have none too, so that a name that cannot be had costs no query each time. */
    private final RowCache<String, Optional<Account>> byPrincipal =
            new RowCache<>(name -> Optional.of(principal(name)));

    public AccountRepository(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
        changes.listen(Changes.Kind.ACCOUNT, id -> {
            byId.forget(Long.valueOf(id));
            byPrincipal.forgetAll();
        });
        changes.onRestoration(() -> {
            byId.forgetAll();
            byPrincipal.forgetAll();
        });
    }

    /** As it was at most 2 s ago, or just now if it was changed on this node. */
    public Optional<Account> find(long id) {
        return byId.get(id);
    }

    /** As it is now, by a name that reads like this one. */
    public Optional<Account> findByName(String name) {
        return isStorable(name) ? select("folded_username = ?", PersonName.folded(name)) : Optional.empty();
    }

    /** PostgreSQL fails where it is asked for U+0000, which anybody may type. */
    private static boolean isStorable(String name) {
        return name.indexOf('\0') < 0;
    }

    /** Whether a name reads like that of an account. */
    public boolean isTaken(String name) {
        return findByName(name).isPresent();
    }

    /**
     * The account of somebody whom the container signed in: made, without a password, at first sight.
     *
     * @param name as the container has it, case and all
     * @return empty if the name reads like another account's
     * @throws org.chatrooms.model.InvalidInput the chat cannot show such a name
     */
    public Optional<Account> ofPrincipal(String name) {
        return byPrincipal.get(name).orElseThrow();
    }

    private Optional<Account> principal(String name) {
        return select("username = ?", name)
                .or(() -> create(name, Optional.empty(), false))
                .or(() -> select("username = ?", name)); // made by another request at the same moment
    }

    /**
     * Stores a new account.
     *
     * @return empty if there is one already whose name reads the same
     * @throws org.chatrooms.model.InvalidInput the chat cannot show such a name
     */
    public Optional<Account> create(String username, Optional<String> passwordHash, boolean isAdministrator) {
        Account account = new Account(0, username, passwordHash, isAdministrator, false, 0);
        try {
            long id = database.run(connection -> Database.insert(
                    connection,
                    "INSERT INTO chat_account (username, folded_username, password_hash, is_administrator)"
                            + " VALUES (?, ?, ?, ?)",
                    account.username(),
                    PersonName.folded(username),
                    passwordHash.orElse(null),
                    isAdministrator));
            return Optional.of(new Account(id, username, passwordHash, isAdministrator, false, 0));
        } catch (DatabaseException e) {
            if (e.isAboutData() && isTaken(username)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public boolean hasAdministrator() {
        return hasAdministratorBut(0);
    }

    /** Whether somebody else than that account may run the chat. */
    public boolean hasAdministratorBut(long id) {
        return !list("is_administrator = TRUE AND is_disabled = FALSE AND id <> ?", id)
                .isEmpty();
    }

    /**
     * Those whose names have that in them, however it is written; by name.
     *
     * @param part empty for all
     * @param limit at most so many
     */
    public List<Account> named(String part, int limit) {
        if (!isStorable(part)) {
            return List.of();
        }
        String pattern = "%" + PersonName.folded(part).replaceAll("[!%_]", "!$0") + "%";
        return list("folded_username LIKE ? ESCAPE '!' ORDER BY folded_username LIMIT " + limit, pattern);
    }

    /** Sets another password; every token that was given before is void. */
    public void setPassword(long id, String passwordHash) {
        update(
                "UPDATE chat_account SET password_hash = ?, token_epoch = token_epoch + 1 WHERE id = ?",
                passwordHash,
                id);
    }

    /**
     * The same, unless the account was given another password, or signed out everywhere, since it was read.
     *
     * @return whether it is set
     */
    public boolean replacePassword(Account read, String passwordHash) {
        return update(
                "UPDATE chat_account SET password_hash = ?, token_epoch = token_epoch + 1 WHERE token_epoch = ? AND id = ?",
                passwordHash,
                read.tokenEpoch(),
                read.id());
    }

    /** Makes every token void that was given before. */
    public void voidTokens(long id) {
        update("UPDATE chat_account SET token_epoch = token_epoch + 1 WHERE id = ?", id);
    }

    /** Lets them in no more, or again; whoever uses the account is signed out. */
    public void setDisabled(long id, boolean isDisabled) {
        update("UPDATE chat_account SET is_disabled = ?, token_epoch = token_epoch + 1 WHERE id = ?", isDisabled, id);
    }

    /** Deletes the account. What they said stays, under the name that they had. */
    public void delete(long id) {
        update("DELETE FROM chat_account WHERE id = ?", id);
    }

    /** The account's number comes last. */
    private boolean update(String sql, Object... values) {
        return changes.update(Changes.Kind.ACCOUNT, values[values.length - 1], sql, values);
    }

    private Optional<Account> select(String where, Object value) {
        return database.first(SELECT + where, AccountRepository::account, value);
    }

    private List<Account> list(String where, Object value) {
        return database.list(SELECT + where, AccountRepository::account, value);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("username"),
                Optional.ofNullable(row.getString("password_hash")),
                row.getBoolean("is_administrator"),
                row.getBoolean("is_disabled"),
                row.getInt("token_epoch"));
    }
}

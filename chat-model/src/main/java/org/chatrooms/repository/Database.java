package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Borrows connections and ends transactions, so that the repositories hold nothing but SQL.
 *
 * <p>Threading: any number of threads; each call uses a connection of its own from the pool, which makes the caller wait 2 s
 * at most.
 */
public final class Database {
    /** What is done with a connection. It is the caller's only until this returns. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Single statements, each a transaction of its own. */
    public <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /**
     * One transaction, read committed: committed when the work returns, rolled back when it throws.
     *
     * @throws DatabaseException.CommitFailed the work was done, but whether it was committed is not known
     */
    public <T> T inTransaction(Work<T> work) {
        return run(connection -> {
            connection.setAutoCommit(false); // the pool sets it back
            T result;
            try {
                result = work.with(connection);
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new DatabaseException.CommitFailed(e);
            }
            return result;
        });
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the pool throws a broken connection away
        }
    }
}

package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Borrows connections and ends transactions, so that the repositories hold nothing but SQL. Connections may come from a pool
 * that a site uses too, with settings of its own: they are given back as they were.
 *
 * <p>Threading: any number of threads; each call uses a connection of its own from the pool, which, if it is ours, makes the
 * caller wait 2 s at most.
 */
public final class Database {
    /** What is done with a connection. It is the caller's only until this returns. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Single statements, each a transaction of its own. */
    public <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return work.with(connection);
            } finally {
                setBack(connection, before);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /**
     * One transaction, read committed: committed when the work returns, rolled back when it throws. It fails where it waits
     * 2 s for a lock; PostgreSQL and MariaDB end it when they hear nothing of it for 5 s.
     *
     * @throws DatabaseException.CommitFailed the work was done, but whether it was committed is not known
     */
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            Product product = Product.of(connection);
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            T result;
            try {
                product.begin(connection);
                result = work.with(connection);
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, product, before, e);
                throw e;
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, product, before, e);
                throw new DatabaseException.CommitFailed(e);
            }
            end(connection, product, before);
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static void rollBack(Connection connection, Product product, boolean autoCommit, Throwable cause) {
        try {
            connection.rollback();
            end(connection, product, autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e); // the pool throws a broken connection away
        }
    }

    private static void end(Connection connection, Product product, boolean autoCommit) {
        try {
            product.end(connection);
        } catch (SQLException e) {
            LOG.debug("The limits of a connection could not be set back", e);
        }
        setBack(connection, autoCommit);
    }

    /** Only where no transaction is open, which this would commit. What the work came to is not changed by it. */
    private static void setBack(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.debug("A connection could not be set back; its pool throws it away", e);
        }
    }
}

package org.chatrooms.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    /** What is made of the row at which a result stands. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
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

    /** Writes something; nothing where that does not go with what is there, such as no such room, or the same row. */
    static void ifItFits(Runnable writing) {
        try {
            writing.run();
        } catch (DatabaseException e) {
            if (!e.isAboutData()) {
                throw e;
            }
        }
    }

    /** One question of its own: what is made of its rows, in their order. */
    <T> List<T> list(String sql, Row<T> row, Object... values) {
        return run(connection -> list(connection, sql, row, values));
    }

    /** The same within a transaction. The list is the caller's own. */
    static <T> List<T> list(Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            set(query, values);
            try (ResultSet result = query.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (result.next()) {
                    all.add(row.of(result));
                }
                return all;
            }
        }
    }

    /** The first row of such a question, if it has one. */
    <T> Optional<T> first(String sql, Row<T> row, Object... values) {
        return list(sql, row, values).stream().findFirst();
    }

    /** The same within a transaction. */
    static <T> Optional<T> first(Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
        return list(connection, sql, row, values).stream().findFirst();
    }

    /** So many places for values, in parentheses. */
    static String places(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /** As many as a power of two, the last one repeated: few statements, which the database knows already when they come again. */
    static <T> List<T> padded(Collection<T> values) {
        List<T> padded = new ArrayList<>(values);
        int count = values.size() == 1 ? 1 : 2 * Integer.highestOneBit(values.size() - 1);
        padded.addAll(Collections.nCopies(count - values.size(), padded.get(values.size() - 1)));
        return padded;
    }

    /** Says one statement, within a transaction or not; gives how many rows it changed. */
    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, values);
            return update.executeUpdate();
        }
    }

    /** The same for a row that gets its number from the database; gives that. */
    static long insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"id"})) {
            set(insert, values);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant date ? utc(date) : values[i]);
        }
    }

    /** A date as every table has it: no database has to know a zone. */
    static LocalDateTime utc(Instant date) {
        return LocalDateTime.ofInstant(date, ZoneOffset.UTC);
    }

    /** A date out of a row; null if it has none. */
    static Instant date(ResultSet row, String column) throws SQLException {
        LocalDateTime utc = row.getObject(column, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
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

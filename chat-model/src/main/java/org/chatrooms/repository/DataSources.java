package org.chatrooms.repository;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Opens the database and brings its tables up to date. */
public final class DataSources {
    private static final int H2_DATABASE_IN_USE = 90020;

    private DataSources() {}

    /**
     * The embedded database in a folder, for one process. Opens it, or makes a new one.
     *
     * @throws DatabaseException with words for whoever starts the chat
     */
    public static HikariDataSource h2(Path folder) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("chatrooms");
        // Named, because on a stock Tomcat the driver manager does not see the drivers of a web application.
        config.setDriverClassName("org.h2.Driver");
        config.setJdbcUrl(h2Url(folder));
        config.setConnectionTimeout(2_000);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            boolean inUse = e.getCause() instanceof SQLException cause && cause.getErrorCode() == H2_DATABASE_IN_USE;
            throw new DatabaseException(
                    "The database in " + folder
                            + (inUse ? " is in use by another process" : " cannot be opened: " + e.getMessage()),
                    e);
        }
    }

    /**
     * WRITE_DELAY=0 is the promise that an acknowledged message survives {@code kill -9}: by default H2 tells of a commit
     * half a second before it writes it. DB_CLOSE_ON_EXIT=FALSE, because H2's own shutdown hook would close the database
     * under commits that are still running; the pool closes it.
     */
    static String h2Url(Path folder) {
        String file = folder.toAbsolutePath().resolve("chatrooms").toString();
        if (file.indexOf(';') >= 0) {
            throw new DatabaseException(
                    "The name of the data folder " + folder + " must not contain a semicolon", null);
        }
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=2000";
    }

    /**
     * Brings the tables up to date; does nothing where they are.
     *
     * <p>The baseline lets the tables live in a schema with those of a site.
     */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(DataSources.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:org/chatrooms/repository/migration")
                .table("chat_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Lets go of the drivers that came with the chat: the driver manager would keep them, and all our classes, for ever. */
    public static void deregisterDrivers() {
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == DataSources.class.getClassLoader())
                .forEach(DataSources::deregister);
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}

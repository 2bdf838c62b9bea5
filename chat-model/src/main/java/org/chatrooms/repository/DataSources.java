package org.chatrooms.repository;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Opens the database and brings its tables up to date. Where that fails it says why in words for whoever starts the chat. */
public final class DataSources {
    /** The file of the embedded database, in its folder. */
    public static final String H2_FILE = "chatrooms.mv.db";

    private static final int H2_DATABASE_IN_USE = 90020;
    private static final String MARIADB_URL = "jdbc:mariadb:";

    private DataSources() {}

    /**
     * The embedded database in a folder, for one process. Opens it, or makes a new one.
     *
     * @throws DatabaseException with words for whoever starts the chat
     */
    public static HikariDataSource h2(Path folder) {
        HikariConfig config = pool(Product.H2, h2Url(folder));
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            boolean inUse = e.getCause() instanceof SQLException cause && cause.getErrorCode() == H2_DATABASE_IN_USE;
            throw new DatabaseException(
                    "The database in " + folder
                            + (inUse
                                    ? " is in use by another process or chat"
                                    : " cannot be opened: " + e.getMessage()),
                    e);
        }
    }

    /**
     * A PostgreSQL or a MariaDB.
     *
     * @param url may have options of the driver in it, which win over ours
     * @param user null where the URL names one, or the driver shall guess
     * @param password null where none is needed
     * @throws DatabaseException with words for whoever starts the chat, and no secret among them
     */
    public static HikariDataSource server(String url, String user, String password) {
        Product product = url.startsWith(MARIADB_URL) ? Product.MARIADB : Product.POSTGRESQL;
        requireUrlOf(product, url);
        HikariConfig config = pool(product, url);
        config.setUsername(user);
        config.setPassword(password);
        // Whoever asks a server that went away without a word would wait for it for ever, and a room with them.
        if (product == Product.MARIADB) {
            config.addDataSourceProperty("connectTimeout", "2000");
            config.addDataSourceProperty("socketTimeout", "30000");
        } else {
            config.addDataSourceProperty("ApplicationName", "chatrooms");
            config.addDataSourceProperty("connectTimeout", "2");
            config.addDataSourceProperty("loginTimeout", "2");
            config.addDataSourceProperty("socketTimeout", "30");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new DatabaseException("the database cannot be opened: " + reason(e.getCause()), e);
        }
    }

    /** Asked beforehand: where the driver or the pool find that out, they say it with the URL, and the password in it. */
    private static void requireUrlOf(Product product, String url) {
        try {
            Driver driver = Class.forName(product.driver())
                    .asSubclass(Driver.class)
                    .getConstructor()
                    .newInstance();
            if (!isUrlOf(driver, url)) {
                throw new DatabaseException("this is not a URL as " + product + "'s driver knows them", null);
            }
        } catch (ReflectiveOperationException e) {
            throw new DatabaseException(product + "'s driver is not to be had: " + e, e);
        }
    }

    /** PostgreSQL's driver says whether it accepts a URL; MariaDB's looks at its beginning, and reads it when asked for more. */
    private static boolean isUrlOf(Driver driver, String url) {
        try {
            return driver.acceptsURL(url) && driver.getPropertyInfo(url, new Properties()) != null;
        } catch (SQLException | RuntimeException e) { // both come from MariaDB's, with the URL in their words
            return false;
        }
    }

    private static HikariConfig pool(Product product, String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("chatrooms");
        // Named, because on a stock Tomcat the driver manager does not see the drivers of a web application.
        config.setDriverClassName(product.driver());
        config.setJdbcUrl(url);
        config.setConnectionTimeout(2_000);
        return config;
    }

    /**
     * What the container keeps under a name, for a PostgreSQL or a MariaDB. It is the container's, who closes it.
     *
     * @throws DatabaseException with words for whoever starts the chat
     */
    public static DataSource jndi(String name) {
        DataSource dataSource = lookUp(name);
        try (Connection connection = dataSource.getConnection()) {
            if (Product.of(connection) == Product.H2) {
                throw new DatabaseException(
                        name + " is neither a PostgreSQL nor a MariaDB; other databases are not supported", null);
            }
            return dataSource;
        } catch (SQLException e) {
            throw new DatabaseException("the database cannot be opened: " + reason(e), e);
        }
    }

    @SuppressWarnings("BanJNDI") // of the configuration alone, and of the container's own: nothing remote
    private static DataSource lookUp(String name) {
        if (!name.startsWith("java:")) {
            throw new DatabaseException("a container's names begin with java:, not as " + name, null);
        }
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof DataSource dataSource) {
                return dataSource;
            }
            String type = found == null ? "nothing" : "a " + found.getClass().getName();
            throw new DatabaseException(name + " is not a javax.sql.DataSource but " + type, null);
        } catch (NoInitialContextException e) {
            throw new DatabaseException("there are no names here, where no container keeps them", e);
        } catch (NameNotFoundException e) {
            throw new DatabaseException("there is no " + name, e);
        } catch (NamingException e) {
            throw new DatabaseException(name + " cannot be looked up: " + reason(e), e);
        }
    }

    /** The words of the driver, which stand below those of pools and tools, and what is at the bottom of it. */
    private static String reason(Throwable failure) {
        Throwable telling = failure;
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
            telling = root instanceof SQLException ? root : telling;
        }
        return telling == root ? telling.getMessage() : telling.getMessage() + " (" + root + ")";
    }

    /**
     * WRITE_DELAY=0 is the promise that an acknowledged message survives {@code kill -9}: by default H2 tells of a commit
     * half a second before it writes it. DB_CLOSE_ON_EXIT=FALSE, because H2's own shutdown hook would close the database
     * under commits that are still running; the pool closes it. PAGE_SIZE, because each commit writes every page anew that it
     * touched, and client keys are everywhere in their index: with less than H2's own 16 KB a batch has less to write, and the
     * file grows more slowly.
     */
    static String h2Url(Path folder) {
        String file = folder.toAbsolutePath().resolve(H2_FILE).toString().replaceFirst("\\.mv\\.db$", "");
        if (file.indexOf(';') >= 0) {
            throw new DatabaseException(
                    "The name of the data folder " + folder + " must not contain a semicolon", null);
        }
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=2000;PAGE_SIZE=2048";
    }

    /**
     * Brings the tables up to date; does nothing where they are. Nodes that start at the same moment do it one after the
     * other: Flyway's own lock does not cover the first steps in a new database.
     *
     * <p>The baseline lets the tables live in a schema with those of a site.
     *
     * @throws DatabaseException with words for whoever starts the chat
     */
    public static void migrate(DataSource dataSource) {
        new Database(dataSource).run(connection -> {
            Product product = Product.of(connection);
            product.lockTables(connection);
            try {
                migrate(dataSource, product);
            } finally {
                product.unlockTables(connection);
            }
            return product;
        });
    }

    private static void migrate(DataSource dataSource, Product product) {
        try {
            Flyway.configure(DataSources.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(product.migrations())
                    .table("chat_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            String kept = product == Product.POSTGRESQL // which takes back what was done
                    ? ""
                    : "; what was done before that stays: restore the backup, or drop the tables chat_… if they are new";
            throw new DatabaseException("the tables cannot be made or brought up to date: " + reason(e) + kept, e);
        }
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

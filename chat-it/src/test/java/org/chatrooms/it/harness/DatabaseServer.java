package org.chatrooms.it.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.chatrooms.MariadbServer;

/** The servers that several nodes may share; all tests of this JVM share them, too. */
public enum DatabaseServer {
    POSTGRESQL("org.postgresql.Driver", "postgres") {
        @Override
        public String newDatabase() {
            return PostgresServer.newDatabase();
        }

        @Override
        public Connection connect(String url) throws SQLException {
            return PostgresServer.connect(url);
        }
    },

    /** Where there is none on the machine, whoever asks for it is skipped. */
    MARIADB("org.mariadb.jdbc.Driver", "chat") {
        @Override
        public String newDatabase() {
            String url = MariadbServer.shared().newDatabase();
            try (Connection connection = connect(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("GRANT ALL ON *.* TO chat IDENTIFIED BY '" + PASSWORD + "'");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return url;
        }

        @Override
        public Connection connect(String url) throws SQLException {
            return MariadbServer.connect(url);
        }
    };

    /** That of {@link #user()}. */
    public static final String PASSWORD = "geheim";

    private final String driver;
    private final String user;

    DatabaseServer(String driver, String user) {
        this.driver = driver;
        this.user = user;
    }

    /** The URL of a new, empty database, with a user in it who may do everything. */
    public abstract String newDatabase();

    /** Without the driver manager, where no driver is left after a server in this process was stopped. */
    public abstract Connection connect(String url) throws SQLException;

    public String driver() {
        return driver;
    }

    /** Who may do everything with a password. */
    public String user() {
        return user;
    }
}

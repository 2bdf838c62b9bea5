package org.chatrooms;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chatrooms.spi.Await;
import org.mariadb.jdbc.Driver;

/**
 * A MariaDB with a folder of its own, on a port that it keeps when it is stopped and started again. A shell starts and kills
 * it at a word, and kills it when no word can come any more: however the JVM ends, neither server nor folder outlives it.
 *
 * <p>Threading: one thread starts and stops it; any number ask for databases.
 */
public final class MariadbServer {
    private static final String SHELL = """
            trap '' INT PIPE
            folder=$1 port=$2
            set -- --no-defaults --datadir="$folder/data" --user="$(id -un)" --innodb-log-file-size=8M
            mariadb-install-db "$@" --skip-test-db --auth-root-authentication-method=normal >"$folder/log" 2>&1
            while read -r start; do
                mariadbd "$@" --skip-networking=0 --bind-address=127.0.0.1 --port="$port" --socket=socket \
                    --innodb-buffer-pool-size=64M >"$folder/log" 2>&1 &
                echo $!
                read -r stop
                kill -KILL $! 2>&-
                wait
                echo stopped
            done
            rm -rf "$folder"
            """;

    private static MariadbServer shared;

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder;
    private final int port;
    private final Writer words;
    private final BufferedReader answers;
    private long pid;

    /** A new one that is not started yet; where there is no MariaDB to be had, whoever wants it is skipped. */
    public MariadbServer() {
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        assumeTrue(
                Stream.of(path.split(File.pathSeparator)).anyMatch(bin -> Files.isExecutable(Path.of(bin, "mariadbd"))),
                "There is no mariadbd on the PATH");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            folder = Files.createTempDirectory("mariadb");
            ProcessBuilder shell =
                    new ProcessBuilder("sh", "-c", SHELL, "sh", folder.toString(), Integer.toString(port));
            shell.environment().put("PATH", path);
            Process process =
                    shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            words = process.outputWriter();
            answers = process.inputReader();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that all tests of this JVM share; started by whoever needs it first. */
    public static synchronized MariadbServer shared() {
        if (shared == null) {
            MariadbServer server = new MariadbServer();
            server.start();
            shared = server;
        }
        return shared;
    }

    /** Returns when it takes connections. */
    public void start() {
        pid = Long.parseLong(tell("start"));
        Await.until("MariaDB takes connections", () -> {
            try (Connection connection = connect(url(""))) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    /** Kills it, frozen or not; what was committed is there when it is started again. */
    public void stop() {
        tell("stop");
    }

    private String tell(String word) {
        try {
            words.write(word + "\n");
            words.flush();
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The number of its process, as long as it runs. */
    public long pid() {
        return pid;
    }

    /** The URL of a new, empty database, with a user in it who may do everything. */
    public String newDatabase() {
        String name = "chat" + databases.incrementAndGet();
        try (Connection connection = connect(url(""));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
    }

    /** Without the driver manager, where no driver is left after a server in this process was stopped. */
    public static Connection connect(String url) throws SQLException {
        return new Driver().connect(url, new Properties());
    }
}

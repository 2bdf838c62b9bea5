package org.chatrooms.it.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.chatrooms.MariadbServer;

/** A database server of a test's own, which can be stopped and started again over what it holds. */
public interface StoppableDatabase extends AutoCloseable {
    /** The port on loopback that it keeps. */
    int port();

    /** How it is reached by way of another port. */
    String url(int port);

    /** Starts it; returns when it answers. */
    void start() throws IOException;

    /** Stops it at once, whoever is connected. */
    void stop() throws IOException;

    @Override
    default void close() throws IOException {
        stop();
    }

    /** A new PostgreSQL in this folder, not started yet. */
    static StoppableDatabase postgresql(Path folder, int port) {
        return new StoppableDatabase() {
            private EmbeddedPostgres server;

            @Override
            public int port() {
                return port;
            }

            @Override
            public String url(int way) {
                return "jdbc:postgresql://localhost:" + way + "/postgres?user=postgres&password=postgres";
            }

            @Override
            public void start() throws IOException {
                PostgresServer.registerDriver();
                server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
            }

            @Override
            public void stop() throws IOException {
                if (server != null) { // else it did not start
                    server.close();
                }
            }
        };
    }

    /** A new MariaDB, not started yet. */
    static StoppableDatabase mariadb() {
        MariadbServer server = new MariadbServer();
        return new StoppableDatabase() {
            private String url;

            @Override
            public int port() {
                return server.port();
            }

            @Override
            public String url(int way) {
                return url.replace(":" + port(), ":" + way);
            }

            @Override
            public void start() {
                server.start();
                if (url == null) {
                    url = server.newDatabase();
                }
            }

            @Override
            public void stop() {
                server.stop();
            }
        };
    }
}

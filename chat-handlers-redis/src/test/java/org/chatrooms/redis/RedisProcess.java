package org.chatrooms.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.RedisServer;

/** A Redis of the test's own, on a port that it keeps when it is started again. */
final class RedisProcess implements AutoCloseable {
    private final int port;
    private RedisServer server;

    private RedisProcess(int port) {
        this.port = port;
    }

    /** One that is not started yet. */
    static RedisProcess stopped() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new RedisProcess(free.getLocalPort());
        }
    }

    static RedisProcess started() throws IOException {
        RedisProcess redis = stopped();
        redis.start();
        return redis;
    }

    void start() throws IOException {
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
    }

    void stop() throws IOException {
        server.stop();
        server = null;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Sends anything to everybody who listens on a channel, and says how many do. */
    long publish(String channel, String text) {
        try (Connection connection =
                org.chatrooms.redis.RedisServer.at("the test", url()).connect()) {
            return (Long) connection.executeCommand(
                    new CommandArguments(Command.PUBLISH).add(channel).add(text));
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            stop();
        }
    }
}

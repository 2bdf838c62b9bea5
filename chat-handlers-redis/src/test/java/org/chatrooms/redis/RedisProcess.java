package org.chatrooms.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.RedisServer;

/** A Redis of the test's own, on a port that it keeps when it is started again. */
final class RedisProcess implements AutoCloseable {
    private final int port;
    private RedisServer server;
    private String pid;

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
        return (Long) ask(Command.PUBLISH, channel, text);
    }

    Object ask(Command command, String... arguments) {
        try (Connection connection =
                org.chatrooms.redis.RedisServer.at("the test", url()).connect()) {
            return connection.executeCommand(new CommandArguments(command).addObjects((Object[]) arguments));
        }
    }

    String info(String name) {
        String all = new String((byte[]) ask(Command.INFO), StandardCharsets.UTF_8);
        Matcher line = Pattern.compile("(?m)^" + name + ":(.*?)\\s*$").matcher(all);
        line.find();
        return line.group(1);
    }

    /** Keeps its connections, and answers nobody until it gets {@code CONT}. */
    void freeze() throws Exception {
        pid = info("process_id");
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            stop();
        }
    }
}

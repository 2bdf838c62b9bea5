package org.chatrooms.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisServer;

/**
 * Nodes of the packed WAR, each a process of its own, over one database server and one Redis, with a network between that can
 * be spoiled. Nothing before the nodes keeps anybody at one of them.
 *
 * <p>Threading: one thread.
 */
public final class Cluster implements AutoCloseable {
    private final Path folder;
    private final StoppableDatabase database;
    private final RedisServer redis;
    private final TcpProxy toDatabase;
    private final TcpProxy toRedis;
    private final List<Integer> ports = new ArrayList<>();
    private final List<ServerProcess> nodes = new ArrayList<>();

    private Cluster(Path folder, StoppableDatabase database) throws IOException {
        this.folder = folder;
        this.database = database;
        this.toDatabase = TcpProxy.before("127.0.0.1", database.port());
        int port = freePort();
        this.redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        this.toRedis = TcpProxy.before("127.0.0.1", port);
    }

    /**
     * Starts it all.
     *
     * @param database not started yet; stopped with the rest
     */
    public static Cluster start(Path folder, StoppableDatabase database, int size) throws Exception {
        Cluster cluster = new Cluster(folder, database);
        try {
            database.start();
            cluster.redis.start();
            for (int node = 0; node < size; node++) {
                cluster.ports.add(freePort());
                cluster.nodes.add(cluster.run(node));
            }
            for (ServerProcess node : cluster.nodes) {
                node.link(); // is there when it is ready
            }
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private ServerProcess run(int node) throws IOException {
        Map<String, String> settings = Map.of(
                "chatrooms.presenceStoreClass",
                "org.chatrooms.redis.RedisPresenceStore",
                "chatrooms.monitoringClients",
                "127.0.0.1",
                "chatrooms.jdbc.url",
                database.url(toDatabase.port()),
                "chatrooms.messageHandlerClass",
                "org.chatrooms.redis.RedisMessageHandler",
                "chatrooms.redis.url",
                "redis://127.0.0.1:" + toRedis.port(),
                "chatrooms.limits.enabled",
                "false");
        List<String> arguments = new ArrayList<>(List.of(
                "--data", data(node).toString(), "--port", ports.get(node).toString()));
        settings.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        return ServerProcess.runWith(List.of("-Xmx256m"), arguments);
    }

    private Path data(int node) {
        return folder.resolve("node" + node);
    }

    public int size() {
        return nodes.size();
    }

    /** Where the chat is mounted at a node, with a slash at the end. */
    public URI base(int node) {
        return URI.create("http://localhost:" + ports.get(node) + "/chat/");
    }

    /** Where the first node's chat is mounted by way of a proxy. */
    public URI through(TcpProxy way) {
        return URI.create("http://localhost:" + way.port() + "/chat/");
    }

    public ServerProcess node(int node) {
        return nodes.get(node);
    }

    /** Starts a node again that has ended; returns when it is ready. */
    public void restart(int node) throws Exception {
        nodes.set(node, run(node));
        nodes.get(node).link();
    }

    /** The same person at each node. */
    public List<Person> everywhere(Person person) {
        List<Person> everywhere = new ArrayList<>();
        for (int node = 0; node < size(); node++) {
            everywhere.add(person.at(base(node)));
        }
        return everywhere;
    }

    /** The administrator, whom whichever node was first has made. */
    public Person administrator() throws Exception {
        int first = 0;
        while (Files.notExists(data(first).resolve("administrator.txt"))) {
            first++;
        }
        return Person.administrator(base(first), data(first));
    }

    public StoppableDatabase database() {
        return database;
    }

    public TcpProxy toDatabase() {
        return toDatabase;
    }

    public RedisServer redis() {
        return redis;
    }

    /** The way to Redis that no fault spoils. */
    public URI redisUrl() {
        return URI.create("redis://127.0.0.1:" + redis.ports().get(0));
    }

    public TcpProxy toRedis() {
        return toRedis;
    }

    @Override
    public void close() throws IOException {
        try (database;
                toDatabase;
                toRedis) {
            nodes.forEach(ServerProcess::close);
            redis.stop();
        }
    }
}

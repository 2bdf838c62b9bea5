package org.chatrooms.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.util.JedisURIHelper;

/** Where Redis is, and how to get in. Threading: does not change. */
final class RedisServer {
    /** The setting: {@code redis://user:password@host:6379/0}; {@code rediss} for TLS. */
    static final String URL = "chatrooms.redis.url";

    private static final String DEFAULT_URL = "redis://localhost:6379/0";

    /** Milliseconds. Whoever does not answer within this is away. */
    private static final int PATIENCE = 2_000;

    private final HostAndPort address;
    private final JedisClientConfig config;

    private RedisServer(HostAndPort address, JedisClientConfig config) {
        this.address = address;
        this.config = config;
    }

    /** The one that a setting names, see {@link #at}. */
    static RedisServer of(Map<String, String> settings, String setting) {
        return at(setting, settings.getOrDefault(setting, DEFAULT_URL));
    }

    /**
     * Reads {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS; all but the host may be left out.
     *
     * @throws IllegalArgumentException if it is no such URL; says so without the password that may be in it
     */
    static RedisServer at(String setting, String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw notAUrl(setting);
        }
        boolean isTls = "rediss".equals(uri.getScheme());
        if (uri.getHost() == null || !(isTls || "redis".equals(uri.getScheme()))) {
            throw notAUrl(setting);
        }
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .timeoutMillis(PATIENCE)
                .clientName("chatrooms")
                .resp2()
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .sslOptions(isTls ? SslOptions.defaults() : null);
        try {
            config.database(JedisURIHelper.getDBIndex(uri));
        } catch (NumberFormatException e) {
            throw notAUrl(setting);
        }
        int port = uri.getPort() < 0 ? 6379 : uri.getPort();
        return new RedisServer(new HostAndPort(uri.getHost(), port), config.build());
    }

    private static IllegalArgumentException notAUrl(String setting) {
        return new IllegalArgumentException(setting + " must be like redis://user:password@host:6379/0");
    }

    /** @throws redis.clients.jedis.exceptions.JedisException if it cannot be reached, or does not let us in */
    Connection connect() {
        Connection connection = new Connection(address, config);
        connection.connect();
        return connection;
    }

    int database() {
        return config.getDatabase();
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return address.toString();
    }
}

package org.chatrooms.it.harness;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A network between a client and a server that passes every byte, until it is told to spoil something.
 *
 * <p>Threading: any thread may tell it what to do; each connection has one thread for either direction.
 */
public class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 8_192;

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Random random = new Random();
    private final AtomicInteger cutCommits = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean refuses;
    private volatile int bytesASecond;
    private volatile double shareOfCommits;
    private boolean isFrozen;

    /** Opens one, on a free port of the same host. */
    protected TcpProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, 500, InetAddress.getByName(host));
        run(this::accept);
    }

    public static TcpProxy before(String host, int port) throws IOException {
        return new TcpProxy(host, port);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Closes every connection there is; new ones are accepted. */
    public void cut() {
        connections.forEach(Connection::close);
    }

    /** Closes the connections over which nothing came from the server since the last call, as proxies do with what is idle. */
    public void cutIdle() {
        connections.forEach(Connection::closeIfIdle);
    }

    /** How many bytes have come from the server. */
    public long answered() {
        return answered.get();
    }

    /** From now on the server cannot be reached. */
    public void refuse() {
        refuses = true;
        cut();
    }

    /** From now on nothing passes and nothing is closed, as when a cable is pulled. */
    public synchronized void freeze() {
        isFrozen = true;
    }

    /** From now on no more than that passes to the client. */
    public void slowDown(int bytes) {
        bytesASecond = bytes;
    }

    /**
     * From now on this share of connections breaks at a COMMIT, before the server gets it or before the client hears what came
     * of it: the client does not know which.
     */
    public void cutAtCommit(double share) {
        shareOfCommits = share;
    }

    /** How many were cut. */
    public int cutCommits() {
        return cutCommits.get();
    }

    /** Passes everything again. */
    public synchronized void heal() {
        refuses = false;
        isFrozen = false;
        bytesASecond = 0;
        shareOfCommits = 0;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        door.close();
        heal();
        cut();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            if (refuses) {
                client.close();
                continue;
            }
            try {
                new Connection(client, new Socket(host, port)).start();
            } catch (IOException e) { // the server is away
                client.close();
            }
        }
    }

    private synchronized void awaitThaw() throws IOException {
        while (isFrozen) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** In a thread that ends when one of its sockets does. */
    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Somebody closed something, which is how all of this ends.
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes what the server answers. */
    protected void passAnswers(InputStream in, OutputStream out) throws IOException {
        pass(in, out);
    }

    private void pass(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = read(in, buffer); count > 0; count = read(in, buffer)) {
            awaitThaw();
            if (isCommitToCut(buffer, count)) {
                if (random.nextBoolean()) {
                    out.write(buffer, 0, count);
                }
                return; // which closes the connection
            }
            out.write(buffer, 0, count);
        }
    }

    private int read(InputStream in, byte[] buffer) throws IOException {
        int most = bytesASecond;
        if (most == 0) {
            return in.read(buffer);
        }
        int count = in.read(buffer, 0, Math.min(most, buffer.length));
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) * count / most); // this is what such a network does
        return count;
    }

    private boolean isCommitToCut(byte[] buffer, int count) {
        return shareOfCommits > 0
                && new String(buffer, 0, count, StandardCharsets.ISO_8859_1).contains("COMMIT")
                && random.nextDouble() < shareOfCommits
                && cutCommits.incrementAndGet() > 0;
    }

    private final class Connection implements Closeable {
        private final Socket client;
        private final Socket server;
        private volatile boolean isIdle;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            connections.add(this);
            run(() -> {
                try (this) {
                    pass(client.getInputStream(), server.getOutputStream());
                }
            });
            run(() -> {
                try (this) {
                    passAnswers(server.getInputStream(), noted(client.getOutputStream()));
                }
            });
        }

        private OutputStream noted(OutputStream out) {
            return new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    out.write(bytes, offset, count);
                    isIdle = false;
                    answered.addAndGet(count);
                }
            };
        }

        void closeIfIdle() {
            if (isIdle) {
                close();
            }
            isIdle = true;
        }

        @Override
        public void close() {
            connections.remove(this);
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is to be of no use to anybody, and is not.
                }
            }
        }
    }
}

package org.chatrooms.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between browsers and a server and passes every byte, until it is told to spoil something. It knows just enough of
 * HTTP/1.1 to tell an event stream from other answers: where a response begins, and that its last chunk ends it.
 *
 * <p>Threading: any thread may tell it what to do; each connection has one thread for either direction.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final String EVENT_STREAM = "content-type: text/event-stream";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final URI server;
    private final ServerSocket door;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean holdsStreams;

    private FaultyProxy(URI server, ServerSocket door) {
        this.server = server;
        this.door = door;
    }

    /**
     * Opens one, on a free port.
     *
     * @param server where the chat is mounted, with a slash at the end
     */
    public static FaultyProxy before(URI server) throws IOException {
        FaultyProxy proxy = new FaultyProxy(server, new ServerSocket(0, 50, InetAddress.getByName(server.getHost())));
        run(proxy::accept);
        return proxy;
    }

    /** Where the chat is mounted as seen from here, with a slash at the end. */
    public URI base() {
        return URI.create("http://" + server.getHost() + ":" + door.getLocalPort() + server.getPath());
    }

    /**
     * From now on what comes of an event stream waits until all of it is here, as a proxy does that was not told otherwise.
     * That is true of streams under way, too.
     */
    public void holdStreams() {
        holdsStreams = true;
    }

    /** Passes everything again, except for what streams have waiting already. */
    public void pass() {
        holdsStreams = false;
    }

    /** Closes every connection there is; new ones are accepted. */
    public void cut() {
        connections.forEach(Connection::close);
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() throws IOException {
        while (true) {
            new Connection(door.accept(), new Socket(server.getHost(), server.getPort())).start();
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

    private final class Connection implements Closeable {
        private final Socket browser;
        private final Socket server;

        Connection(Socket browser, Socket server) {
            this.browser = browser;
            this.server = server;
        }

        void start() {
            connections.add(this);
            run(() -> {
                try (this) {
                    browser.getInputStream().transferTo(server.getOutputStream());
                }
            });
            run(() -> {
                try (this) {
                    passAnswers(server.getInputStream(), browser.getOutputStream());
                }
            });
        }

        /** A browser asks one thing after the other: after the end of an answer the next bytes begin another. */
        private void passAnswers(InputStream in, OutputStream out) throws IOException {
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            boolean isStream = false;
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                int head = 0;
                if (!isStream && text.toLowerCase(Locale.ROOT).contains(EVENT_STREAM)) {
                    isStream = true;
                    head = text.indexOf(END_OF_HEAD) + END_OF_HEAD.length();
                }
                boolean isEnd = !isStream || text.endsWith(LAST_CHUNK);
                boolean isHeld = held.size() > 0 || (isStream && holdsStreams);
                out.write(buffer, 0, head);
                held.write(buffer, head, count - head);
                if (isEnd || !isHeld) {
                    held.writeTo(out);
                    held.reset();
                }
                isStream = !isEnd;
            }
        }

        @Override
        public void close() {
            connections.remove(this);
            for (Socket socket : new Socket[] {browser, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is to be of no use to anybody, and is not.
                }
            }
        }
    }
}

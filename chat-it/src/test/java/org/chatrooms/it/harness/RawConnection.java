package org.chatrooms.it.harness;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection on which a test writes each byte itself: what no proper client would send, and ends that none would choose. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final URI base;
    private final InputStream in;

    /** @param base where the chat is mounted, with a slash at the end */
    public RawConnection(URI base) throws IOException {
        this(base, new Socket(base.getHost(), base.getPort()));
    }

    private RawConnection(URI base, Socket socket) throws IOException {
        this.base = base;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** One whose other side soon notices that nobody reads. */
    public static RawConnection withTinyBuffer(URI base) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        return new RawConnection(base, socket);
    }

    /** Sends a GET of what stands here, without a look at it. */
    public void get(String pathAndQuery) throws IOException {
        send("GET", pathAndQuery);
    }

    /** The same with another method. */
    public void send(String method, String pathAndQuery) throws IOException {
        ask(method, pathAndQuery, "HTTP/1.1", "Host: " + base.getAuthority(), "Connection: close");
    }

    /** The same with a version and headers of one's own. */
    public void ask(String method, String pathAndQuery, String version, String... headers) throws IOException {
        String request = method + " " + base.getPath() + pathAndQuery + " " + version + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        write(request);
    }

    /** Sends a POST of a form with these lines as its headers, {@code Host} among them. */
    public void post(String path, List<String> headers, String form) throws IOException {
        List<String> lines = new ArrayList<>(headers);
        lines.add(0, "POST " + base.getPath() + path + " HTTP/1.1");
        lines.add("Connection: close");
        lines.add("Content-Type: application/x-www-form-urlencoded");
        lines.add("Content-Length: " + form.length());
        write(String.join("\r\n", lines) + "\r\n\r\n" + form);
    }

    /** Sends a byte for each character, and nothing else. */
    public void write(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Everything that came until the server closed the connection, headers first. */
    public String answer() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What comes up to these characters, which end it; fails where the server closes the connection before. */
    public String readUntil(String end) throws IOException {
        String wanted = new String(end.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        StringBuilder bytes = new StringBuilder();
        while (bytes.indexOf(wanted, bytes.length() - wanted.length()) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(text(bytes));
            }
            bytes.append((char) next);
        }
        return text(bytes);
    }

    /** Everything that came until the server closed the connection, or broke it. */
    public String rest() {
        StringBuilder bytes = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.append((char) next);
            }
        } catch (IOException e) { // what came before it counts
            return text(bytes);
        }
        return text(bytes);
    }

    private static String text(StringBuilder bytes) {
        return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Goes without a goodbye. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.chatrooms.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection on which a test writes each byte itself: what no proper client would send, and ends that none would choose. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final URI base;

    /** @param base where the chat is mounted, with a slash at the end */
    public RawConnection(URI base) throws IOException {
        this.base = base;
        socket = new Socket(base.getHost(), base.getPort());
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
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a POST of a form with these lines as its headers, {@code Host} among them. */
    public void post(String path, List<String> headers, String form) throws IOException {
        List<String> lines = new ArrayList<>(headers);
        lines.add(0, "POST " + base.getPath() + path + " HTTP/1.1");
        lines.add("Connection: close");
        lines.add("Content-Type: application/x-www-form-urlencoded");
        lines.add("Content-Length: " + form.length());
        String request = String.join("\r\n", lines) + "\r\n\r\n" + form;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Everything that came until the server closed the connection, headers first. */
    public String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What comes up to these characters, which end it; fails where the server closes the connection before. */
    public String readUntil(String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] last = end.getBytes(StandardCharsets.UTF_8);
        while (!endsWith(read.toByteArray(), last)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException(read.toString(StandardCharsets.UTF_8));
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static boolean endsWith(byte[] read, byte[] end) {
        int from = read.length - end.length;
        return from >= 0 && Arrays.equals(read, from, read.length, end, 0, end.length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.chatrooms.it.harness;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        String request = method + " " + base.getPath() + pathAndQuery + " HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nConnection: close\r\n\r\n";
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

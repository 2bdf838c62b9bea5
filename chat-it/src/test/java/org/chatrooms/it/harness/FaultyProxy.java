package org.chatrooms.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Stands between browsers and a server and passes every byte, until it is told to hold event streams. It knows just enough of
 * HTTP/1.1 to tell them from other answers: where a response begins, and that its last chunk ends it.
 *
 * <p>Threading: any thread may tell it what to do.
 */
public final class FaultyProxy extends TcpProxy {
    private static final String EVENT_STREAM = "content-type: text/event-stream";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final URI server;
    private volatile boolean holdsStreams;

    private FaultyProxy(URI server) throws IOException {
        super(server.getHost(), server.getPort());
        this.server = server;
    }

    /**
     * Opens one, on a free port.
     *
     * @param server where the chat is mounted, with a slash at the end
     */
    public static FaultyProxy before(URI server) throws IOException {
        return new FaultyProxy(server);
    }

    /** Where the chat is mounted as seen from here, with a slash at the end. */
    public URI base() {
        return URI.create("http://" + server.getHost() + ":" + port() + server.getPath());
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

    /** A browser asks one thing after the other: after the end of an answer the next bytes begin another. */
    @Override
    protected void passAnswers(InputStream in, OutputStream out) throws IOException {
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
}

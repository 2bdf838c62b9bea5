package org.chatrooms.launcher;

import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Response;

/**
 * A connector for thousands who wait. The README has the same for a Tomcat of one's own, each value with its reason; but for
 * the response's buffer, which only code can choose.
 */
final class ChatConnector extends Connector {
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("acceptCount", "1000"),
            Map.entry("maxKeepAliveRequests", "-1"),
            Map.entry("processorCache", "-1"),
            // Only what is the same for everybody: how long a page gets must not tell what is in it.
            Map.entry("compression", "on"),
            Map.entry("compressibleMimeType", "text/css,text/javascript"),
            Map.entry("compressionMinSize", "256"),
            // Whoever sends a request sends it, whoever is sent something reads it; whoever has been answered may stay.
            Map.entry("connectionTimeout", "10000"),
            Map.entry("keepAliveTimeout", "60000"),
            // What was refused unread is not read afterwards, for as long as a byte of it comes now and then.
            Map.entry("maxSwallowSize", "0"),
            // What is sent and received here is short: a longer answer takes a few more writes.
            Map.entry("socket.appReadBufSize", "2048"),
            Map.entry("socket.appWriteBufSize", "2048"),
            Map.entry("maxHttpResponseHeaderSize", "6144"));

    /** Answers that need more get more, up to 8 KB; by default each who waits would hold 24 KB for what they are not sent. */
    private static final int RESPONSE_BUFFER = 1024;

    private static final long MOST_CONNECTIONS = 20_000;

    /** What each who waits needs of the heap. */
    private static final long BYTES_EACH = 68 * 1024;

    ChatConnector() {
        PROPERTIES.forEach(this::setProperty);
        setProperty(
                "maxConnections", Long.toString(connections(Runtime.getRuntime().maxMemory())));
        // The system would keep up to 4 MB for each who does not read.
        setProperty("socket.txBufSize", "65536");
        // Whoever comes before it can answer, or when it will not any more, is refused, and can try another node.
        setProperty("bindOnInit", "false");
    }

    /** No more than four fifths of the heap have room for: it would be full, and nobody served. Who comes then waits outside. */
    static long connections(long heap) {
        return Math.min(MOST_CONNECTIONS, heap / 5 * 4 / BYTES_EACH);
    }

    @Override
    public Response createResponse(org.apache.coyote.Response coyoteResponse) {
        return new Response(coyoteResponse, RESPONSE_BUFFER);
    }
}

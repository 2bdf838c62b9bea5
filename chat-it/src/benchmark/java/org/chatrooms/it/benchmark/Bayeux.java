package org.chatrooms.it.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;

/** What CometD speaks. */
final class Bayeux implements Protocol {
    private static final byte[] SUCCESSFUL = "\"successful\":true".getBytes(US_ASCII);
    private static final byte[] FAILED = "\"successful\":false".getBytes(US_ASCII);
    private static final byte[] CLIENT_ID = "\"clientId\":\"".getBytes(US_ASCII);

    /** Without a connect now and then a session is over: after ten seconds. */
    private static final long CONNECT_EVERY = 3_000_000_000L;

    private static final long PERHAPS_OVER = 6_000_000_000L;

    private static void post(Connection connection, String messages, Connection.Answer answer) {
        connection.ask(
                "POST /cometd HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + (connection.cookie.isEmpty() ? "" : "Cookie: " + connection.cookie + "\r\n")
                        + "Content-Length: " + messages.length() + "\r\n\r\n" + messages,
                answer);
    }

    /** One that no run has had before: sessions of an earlier one, which CometD has not given up yet, get nothing of it. */
    private static String channel(Connection connection, int room) {
        return "/chat/" + connection.crowd.run + "/" + room;
    }

    private static boolean isGood(int status, byte[] body, int length) {
        return status == 200
                && Bytes.indexOf(body, 0, length, SUCCESSFUL) >= 0
                && Bytes.indexOf(body, 0, length, FAILED) < 0;
    }

    @Override
    public void enter(Connection connection, Runnable then) {
        String handshake =
                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}]";
        post(connection, handshake, (status, body, length) -> {
            int at = Bytes.indexOf(body, 0, length, CLIENT_ID) + CLIENT_ID.length;
            if (!isGood(status, body, length) || at < CLIENT_ID.length) {
                connection.trouble("A handshake was answered " + status);
                return;
            }
            String rest = new String(body, at, length - at, UTF_8);
            connection.clientId = rest.substring(0, rest.indexOf('"'));
            connection.since = System.nanoTime();
            then.run();
        });
    }

    @Override
    public void listen(Listener listener) {
        String subscribe = "[{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + listener.clientId
                + "\",\"subscription\":\"" + channel(listener, listener.room()) + "\"}]";
        post(listener, subscribe, (status, body, length) -> {
            if (isGood(status, body, length)) {
                connect(listener, true);
            } else {
                listener.trouble("A subscription was answered " + status);
            }
        });
    }

    /** @param isFirst which is answered at once */
    private static void connect(Listener listener, boolean isFirst) {
        String connect = "[{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"clientId\":\""
                + listener.clientId + "\"}]";
        post(listener, connect, (status, body, length) -> {
            listener.hear(body, 0, length);
            if (isGood(status, body, length)) {
                connect(listener, false);
            } else {
                listener.trouble("A connect was answered " + status);
            }
        });
        if (!isFirst) {
            listener.waits();
        }
    }

    @Override
    public void say(Connection sender, int room, String text, Consumer<Boolean> then) {
        if (System.nanoTime() - sender.since > PERHAPS_OVER) {
            enter(sender, () -> publish(sender, room, text, then));
        } else {
            publish(sender, room, text, then);
        }
    }

    private static void publish(Connection sender, int room, String text, Consumer<Boolean> then) {
        String publish = "{\"channel\":\"" + channel(sender, room) + "\",\"clientId\":\"" + sender.clientId
                + "\",\"data\":{\"user\":\"b\",\"chat\":\"" + text + "\"}}";
        String connect =
                ",{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"advice\":{\"timeout\":0},\"clientId\":\""
                        + sender.clientId + "\"}";
        boolean isDue = sender.crowd.now() - sender.since > CONNECT_EVERY;
        sender.since = isDue ? sender.crowd.now() : sender.since;
        post(sender, "[" + publish + (isDue ? connect : "") + "]", (status, body, length) -> {
            boolean isGood = isGood(status, body, length);
            if (!isGood) {
                sender.crowd.trouble("A publication was answered " + status);
            }
            then.accept(isGood);
        });
    }
}

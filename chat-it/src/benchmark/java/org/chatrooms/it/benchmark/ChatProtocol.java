package org.chatrooms.it.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import java.util.function.Consumer;

/** The chat's own, as its page speaks it; the bare servlet has the same but for names. */
final class ChatProtocol implements Protocol {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final byte[] ID = "\"id\":".getBytes(US_ASCII);
    private static final byte[] MESSAGE_ID = "\"message_id\":".getBytes(US_ASCII);
    private static final byte[] DATE = "\"date\":\"".getBytes(US_ASCII);
    private static final int DATE_LENGTH = 26;

    /** A server that has no news after so many milliseconds ends the stream; its client is back after that time. */
    private static final int RETRY = 200;

    private static final int SECOND = 1_000;

    private final Contender contender;

    ChatProtocol(Contender contender) {
        this.contender = contender;
    }

    private static String get(Connection connection, String path, String accept) {
        return "GET /chat/" + path + " HTTP/1.1\r\n" + head(connection) + "Accept: " + accept + "\r\n\r\n";
    }

    private static String post(Connection connection, String path, String form) {
        return "POST /chat/" + path + " HTTP/1.1\r\n" + head(connection) + FORM + "Content-Length: " + form.length()
                + "\r\n\r\n" + form;
    }

    private static String head(Connection connection) {
        return "Host: localhost\r\nX-Requested-With: XMLHttpRequest\r\n"
                + (connection.cookie.isEmpty() ? "" : "Cookie: " + connection.cookie + "\r\n");
    }

    @Override
    public void enter(Connection connection, Runnable then) {
        if (!contender.isOurs() || !connection.cookie.isEmpty()) {
            then.run();
            return;
        }
        String form = "room_slug=lobby&guest_name=b" + connection.index;
        connection.ask(post(connection, "setguestname/", form), (status, body, length) -> {
            if (status == 302 && !connection.cookie.isEmpty()) {
                then.run();
            } else {
                connection.trouble("setguestname/ was answered " + status);
            }
        });
    }

    @Override
    public void listen(Listener listener) {
        String room = "room_id=" + (listener.room() + 1);
        if (listener.cursor().isEmpty()) {
            listener.ask(get(listener, "get_latest_msg_id/?" + room, "application/json"), (status, body, length) -> {
                int at = Bytes.indexOf(body, 0, length, ID);
                if (status == 200 && at >= 0) {
                    listener.moveTo(Long.toString(Bytes.number(body, at + ID.length, length)));
                    listen(listener);
                } else {
                    listener.trouble("get_latest_msg_id/ was answered " + status);
                }
            });
            return;
        }
        String[] cursor = listener.cursor().split(":", 2);
        String path = "get_messages/?" + room + "&latest_message_id=" + cursor[0]
                + (cursor.length > 1 ? "&latest_date=" + cursor[1] : "");
        if (contender.isStream()) {
            listener.ask(
                    get(listener, path, "text/event-stream"),
                    (status, body, length) -> again(listener, "A stream", status, RETRY));
        } else {
            listener.ask(get(listener, path + "&kinds=all", "application/json, text/plain"), (status, body, length) -> {
                if (status == 200) {
                    listener.hear(body, 0, length);
                    moveOn(listener, body, length);
                }
                again(listener, "A poll", status, 0);
            });
            listener.waits();
        }
    }

    private static void moveOn(Listener listener, byte[] body, int length) {
        int at = Bytes.lastIndexOf(body, length, MESSAGE_ID);
        if (at >= 0) {
            int date = Bytes.indexOf(body, at, length, DATE);
            String id = Long.toString(Bytes.number(body, at + MESSAGE_ID.length, length));
            listener.moveTo(date < 0 ? id : id + ":" + new String(body, date + DATE.length, DATE_LENGTH, US_ASCII));
        }
    }

    private void again(Listener listener, String what, int status, int pause) {
        if (status != 200) {
            listener.trouble(what + " was answered " + status);
        } else if (pause == 0) {
            listen(listener);
        } else {
            listener.crowd.later(pause, () -> {
                if (listener.isOpen()) {
                    listen(listener);
                }
            });
        }
    }

    @Override
    public void say(Connection sender, int room, String text, Consumer<Boolean> then) {
        String form = "room_id=" + (room + 1) + "&message=" + text + "&client_key=" + UUID.randomUUID();
        sender.ask(post(sender, "send_message/", form), (status, body, length) -> {
            if (status != 200) {
                sender.crowd.trouble("send_message/ was answered " + status);
            }
            then.accept(status == 200);
        });
    }

    /** Who is here, as a page asks that has no stream to tell it. */
    static void askForUsers(Connection asker, int room) {
        long asked = System.nanoTime();
        String known = asker.tag.isEmpty() ? "" : "\r\nIf-None-Match: " + asker.tag;
        asker.ask(
                get(asker, "get_users_list/?room_id=" + (room + 1), "application/json, text/plain" + known),
                (status, body, length) -> {
                    if (status != 200 && status != 304) {
                        asker.trouble("get_users_list/ was answered " + status);
                        return;
                    }
                    long took = (System.nanoTime() - asked) / 1_000_000;
                    asker.crowd.later(Math.max(1, SECOND - took), () -> {
                        if (asker.isOpen()) {
                            askForUsers(asker, room);
                        }
                    });
                });
    }
}

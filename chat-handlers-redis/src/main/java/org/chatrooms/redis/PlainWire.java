package org.chatrooms.redis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hints among nodes of this chat alone: {@code 7 42}. */
final class PlainWire implements Wire {
    private static final String CHANNEL = "chatrooms";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18})");

    @Override
    public String saidOn() {
        return CHANNEL;
    }

    @Override
    public List<String> heardOn() {
        return List.of(CHANNEL);
    }

    @Override
    public String write(Hint hint) {
        return hint.roomId() + " " + hint.messageId();
    }

    @Override
    public List<Hint> read(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? List.of(new Hint(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : List.of();
    }
}

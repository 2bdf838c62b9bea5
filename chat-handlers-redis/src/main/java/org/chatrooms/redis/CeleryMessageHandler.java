package org.chatrooms.redis;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chatrooms.spi.HandlerContext;

/**
 * The same as {@link RedisMessageHandler} over the event bus of a Celery application, with its Redis transport. Mirrors
 * {@code CeleryMessageHandler} of django-chatrooms: this node is heard by whoever receives {@code chatrooms} events there, and
 * hears whoever sends one with a {@code room_id}.
 *
 * <p>Settings, under Celery's names for them: {@value #BROKER_URL}, {@value #EVENT_EXCHANGE}, and of its
 * {@code broker_transport_options} {@value #GLOBAL_KEYPREFIX}, {@value #FANOUT_PREFIX} and {@value #FANOUT_PATTERNS}.
 */
public class CeleryMessageHandler extends RedisMessageHandler {
    static final String BROKER_URL = "chatrooms.celery.broker_url";
    static final String EVENT_EXCHANGE = "chatrooms.celery.event_exchange";
    static final String GLOBAL_KEYPREFIX = "chatrooms.celery.global_keyprefix";
    static final String FANOUT_PREFIX = "chatrooms.celery.fanout_prefix";
    static final String FANOUT_PATTERNS = "chatrooms.celery.fanout_patterns";

    @Override
    public Set<String> settings() {
        return Set.of(BROKER_URL, EVENT_EXCHANGE, GLOBAL_KEYPREFIX, FANOUT_PREFIX, FANOUT_PATTERNS);
    }

    @Override
    RedisServer server(HandlerContext chat) {
        return RedisServer.of(chat.settings(), BROKER_URL);
    }

    @Override
    Wire wire(HandlerContext chat, RedisServer server) {
        Map<String, String> settings = chat.settings();
        String exchange = settings.getOrDefault(EVENT_EXCHANGE, "celeryev");
        require(!exchange.contains("/"), EVENT_EXCHANGE + " must have no / in it: what follows is an event's type");
        String patterns = settings.getOrDefault(FANOUT_PATTERNS, "true").toLowerCase(Locale.ROOT);
        require(Set.of("true", "false").contains(patterns), FANOUT_PATTERNS + " must be true or false");
        return new CeleryWire(
                settings.getOrDefault(GLOBAL_KEYPREFIX, "") + fanoutPrefix(settings, server.database()),
                exchange,
                patterns.equals("false"),
                chat.clock().withZone(ZoneId.systemDefault()));
    }

    /** Of a prefix of another form Celery's receivers cannot tell the exchange. */
    private static String fanoutPrefix(Map<String, String> settings, int database) {
        String prefix = settings.getOrDefault(FANOUT_PREFIX, "true");
        if (prefix.equalsIgnoreCase("false")) {
            return "";
        }
        String form = prefix.equalsIgnoreCase("true") ? "/{db}." : prefix;
        require(
                form.matches("/([^.{}]|\\{db})*\\."),
                FANOUT_PREFIX
                        + " must be true, false, or a prefix like /{db}. with a / first, a dot last, none between");
        return form.replace("{db}", Integer.toString(database));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

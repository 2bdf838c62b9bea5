package org.chatrooms.web.monitoring;

import java.util.Map;
import java.util.TreeMap;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.PresenceStore;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.hub.Traffic;
import org.chatrooms.web.listener.Listeners;

/**
 * The numbers of one chat, in the text form that Prometheus reads (0.0.4). Whoever has them counts for themselves; they are
 * only asked here. Threading: any number of threads.
 */
public final class Metrics {
    private final ChatHub hub;
    private final MessageHandler handler;
    private final PresenceStore presence;
    private final Listeners listeners;

    public Metrics(ChatHub hub, MessageHandler handler, PresenceStore presence, Listeners listeners) {
        this.hub = hub;
        this.handler = handler;
        this.presence = presence;
        this.listeners = listeners;
    }

    String text() {
        Traffic traffic = hub.traffic();
        StringBuilder text = new StringBuilder();
        family(text, "messages_accepted_total", "counter", "Messages that were sent here and stored.");
        sample(text, "messages_accepted_total", traffic.accepted());
        family(text, "messages_delivered_total", "counter", "Messages that went out, to each client for itself.");
        sample(text, "messages_delivered_total{by=\"poll\"}", traffic.polled());
        sample(text, "messages_delivered_total{by=\"stream\"}", traffic.streamed());
        family(text, "parked_polls", "gauge", "Polls that wait for messages.");
        sample(text, "parked_polls", hub.waiting(false));
        family(text, "open_streams", "gauge", "Streams that are open.");
        sample(text, "open_streams", hub.waiting(true));
        family(
                text,
                "people_present",
                "gauge",
                "People in the rooms that somebody here waits for, once for each room.");
        sample(text, "people_present", people());
        delays(text, traffic);
        counters(text, "message_handler_", "Counted by the message handler.", handler.counters());
        counters(text, "presence_store_", "Counted by the presence store.", presence.counters());
        byClass(text, "missed", "Messages that a listener missed because it was behind.", listeners.missed());
        byClass(text, "failed", "Messages at which a listener threw something.", listeners.failed());
        return text.toString();
    }

    private long people() {
        return hub.roomsWaitedFor().stream()
                .mapToLong(room -> hub.present(room).size())
                .sum();
    }

    private static void delays(StringBuilder text, Traffic traffic) {
        String name = "delivery_delay_seconds";
        family(
                text,
                name,
                "histogram",
                "From the acceptance of a room's newest message until all who waited for it were written to;"
                        + " of those that come while others are written to, not all are measured.");
        double[] bounds = traffic.delayBounds();
        long count = 0;
        for (int i = 0; i < bounds.length; i++) {
            count += traffic.delays(i);
            String bound = Double.isInfinite(bounds[i]) ? "+Inf" : Double.toString(bounds[i]);
            sample(text, name + "_bucket{le=\"" + bound + "\"}", count);
        }
        sample(text, name + "_sum", traffic.delaySum());
        sample(text, name + "_count", count);
    }

    /** A plugin's: one whose name is none, or another's, must not make all the others unreadable. */
    private static void counters(StringBuilder text, String prefix, String help, Map<String, Long> counters) {
        Map<String, Long> named = new TreeMap<>();
        counters.forEach((given, value) -> named.merge(given.replaceAll("[^a-z0-9_]", "_"), value, Long::sum));
        named.forEach((given, value) -> {
            String name = prefix + given + "_total";
            family(text, name, "counter", help);
            sample(text, name, value);
        });
    }

    private static void byClass(StringBuilder text, String what, String help, Map<String, Long> listeners) {
        String name = "message_listener_" + what + "_total";
        if (!listeners.isEmpty()) {
            family(text, name, "counter", help);
        }
        listeners.forEach((type, count) -> sample(text, name + "{class=\"" + type + "\"}", count));
    }

    private static void family(StringBuilder text, String name, String type, String help) {
        text.append("# HELP chatrooms_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE chatrooms_").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String name, Number value) {
        text.append("chatrooms_").append(name).append(' ').append(value).append('\n');
    }
}

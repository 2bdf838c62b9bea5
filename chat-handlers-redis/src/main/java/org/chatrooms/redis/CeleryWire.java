package org.chatrooms.redis;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Hints as events of Celery: a message of kombu, in whose body is an event of type {@code chatrooms}, or a list of events.
 *
 * <p>Celery's receivers hear every event there is, with {@code PSUBSCRIBE}. This one listens to its own kind alone: a busy
 * Celery sends hundreds of others a second. They come under their type, or, from a dispatcher that buffers them, as a list
 * under {@code chatrooms.multi}; where Celery does without patterns, all events share one channel.
 *
 * <p>What this node says must be whole: without a {@code delivery_tag} or a {@code type} Celery's receivers die.
 */
final class CeleryWire implements Wire {
    private static final String TYPE = "chatrooms";
    private static final String JSON = "application/json";
    private static final String BASE64 = "base64";
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    /** Characters. Nobody who means well sends that much. */
    private static final int LONGEST = 1_000_000;

    private final String prefix;
    private final String exchange;
    private final boolean isOneChannel;
    private final Clock clock;
    private final long pid = ProcessHandle.current().pid();
    private final String hostname = TYPE + pid + "@" + host();

    /** What Celery calls a clock: its events in their order. */
    private final AtomicLong events = new AtomicLong();

    /**
     * @param prefix what its channels begin with, before the exchange
     * @param exchange what comes before the type
     * @param isOneChannel whether all types share the exchange's channel
     * @param clock in the zone of those who read the time
     */
    CeleryWire(String prefix, String exchange, boolean isOneChannel, Clock clock) {
        this.prefix = prefix;
        this.exchange = exchange;
        this.isOneChannel = isOneChannel;
        this.clock = clock;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // it has a name, but nobody knows where that is
        }
    }

    private String channel(String routingKey) {
        return prefix + exchange + (isOneChannel ? "" : "/" + routingKey);
    }

    @Override
    public String saidOn() {
        return channel(TYPE);
    }

    @Override
    public List<String> heardOn() {
        return isOneChannel ? List.of(channel(TYPE)) : List.of(channel(TYPE), channel(TYPE + ".multi"));
    }

    @Override
    public String write(Hint hint) {
        JsonObject headers = new JsonObject();
        headers.addProperty("hostname", hostname);
        JsonObject deliveryInfo = new JsonObject();
        deliveryInfo.addProperty("exchange", exchange);
        deliveryInfo.addProperty("routing_key", TYPE);
        JsonObject properties = new JsonObject();
        properties.addProperty("delivery_mode", 1);
        properties.add("delivery_info", deliveryInfo);
        properties.addProperty("priority", 0);
        properties.addProperty("body_encoding", BASE64);
        properties.addProperty("delivery_tag", UUID.randomUUID().toString());
        JsonObject message = new JsonObject();
        byte[] body = event(hint).toString().getBytes(StandardCharsets.UTF_8);
        message.addProperty("body", Base64.getEncoder().encodeToString(body));
        message.addProperty("content-encoding", "utf-8");
        message.addProperty("content-type", JSON);
        message.add("headers", headers);
        message.add("properties", properties);
        return message.toString();
    }

    private JsonObject event(Hint hint) {
        Instant now = clock.instant();
        JsonObject event = new JsonObject();
        event.addProperty("type", TYPE);
        event.addProperty("room_id", hint.roomId());
        event.addProperty("message_id", hint.messageId());
        event.addProperty("hostname", hostname);
        event.addProperty("pid", pid);
        event.addProperty("clock", events.incrementAndGet());
        event.addProperty("timestamp", ChronoUnit.MICROS.between(Instant.EPOCH, now) / 1e6);
        // Whole hours, rounded as Celery rounds them, and those to the west count.
        event.addProperty(
                "utcoffset",
                Math.floorDiv(-clock.getZone().getRules().getOffset(now).getTotalSeconds(), 3_600));
        return event;
    }

    @Override
    public List<Hint> read(String text) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        try {
            JsonElement body = body(JsonParser.parseString(text));
            List<JsonElement> said = body.isJsonArray() ? body.getAsJsonArray().asList() : List.of(body);
            return said.stream().map(CeleryWire::hint).flatMap(Optional::stream).toList();
        } catch (JsonParseException | IllegalArgumentException e) { // no JSON, no base64
            return List.of();
        }
    }

    /** @throws IllegalArgumentException if it is none in JSON */
    private static JsonElement body(JsonElement message) {
        if (!(message instanceof JsonObject whole)
                || !text(whole, "content-type").equals(JSON)) {
            throw new IllegalArgumentException("Not JSON in a message of kombu");
        }
        String body = text(whole, "body");
        boolean isBase64 = whole.get("properties") instanceof JsonObject properties
                && text(properties, "body_encoding").equals(BASE64);
        return JsonParser.parseString(
                isBase64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body);
    }

    private static Optional<Hint> hint(JsonElement said) {
        if (!(said instanceof JsonObject event) || !text(event, "type").equals(TYPE)) {
            return Optional.empty();
        }
        return id(event, "room_id")
                .map(room -> id(event, "message_id")
                        .map(message -> new Hint(room, message))
                        .orElseGet(() -> Hint.toLookInto(room)));
    }

    /** A number, or one in a string: what came out of a URL often stays one. */
    private static Optional<Long> id(JsonObject event, String name) {
        return Optional.of(text(event, name)).filter(ID.asMatchPredicate()).map(Long::valueOf);
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive value ? value.getAsString() : "";
    }
}

package org.chatrooms.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads a request's parameters. One that is missing, repeated or not what it must be is a 400 that names it. */
public final class Parameters {
    private final HttpServletRequest request;

    public Parameters(HttpServletRequest request) {
        this.request = request;
    }

    public Optional<String> optional(String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw HttpError.badRequest(name + " is given more than once");
        }
        return Optional.ofNullable(values == null ? null : values[0]);
    }

    public String required(String name) {
        return optional(name).orElseThrow(() -> HttpError.badRequest(name + " is missing"));
    }

    public long number(String name) {
        return number(name, required(name));
    }

    /** Empty is none. */
    public Optional<Long> optionalNumber(String name) {
        return optional(name).filter(value -> !value.isEmpty()).map(value -> number(name, value));
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw bad(name, "a number");
        }
    }

    /** A date in the wire's form; empty is none. */
    public Optional<Instant> date(String name) {
        return optional(name)
                .filter(value -> !value.isEmpty())
                .map(value -> WireDate.parse(value).orElseThrow(() -> bad(name, "a date")));
    }

    public Optional<UUID> uuid(String name) {
        return optional(name).map(value -> {
            try {
                UUID uuid = UUID.fromString(value);
                if (uuid.toString().equalsIgnoreCase(value)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // Not one at all; the same answer as for one that is not written in full.
            }
            throw bad(name, "a UUID");
        });
    }

    private static HttpError bad(String name, String what) {
        return HttpError.badRequest(name + " must be " + what);
    }
}

package org.chatrooms.web.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** The wire's form of a date: {@code yyyy-MM-ddTHH:mm:ss:ffffff} in UTC, as django-chatrooms writes it. */
public final class WireDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss:SSSSSS").withResolverStyle(ResolverStyle.STRICT);

    private WireDate() {}

    public static String format(Instant date) {
        return FORM.format(LocalDateTime.ofInstant(date, ZoneOffset.UTC));
    }

    /** Empty if it is not a date. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.chatrooms.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.chatrooms.model.ClientKeyConflict;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.NoSuchRoom;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.DatabaseException;
import org.chatrooms.spi.MessageRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpErrorTest {
    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(400, HttpError.badRequest("Bad")),
                Arguments.of(401, HttpError.unauthorized("Who are you?", "/login/")),
                Arguments.of(403, HttpError.forbidden("No")),
                Arguments.of(404, HttpError.notFound()),
                Arguments.of(405, HttpError.methodNotAllowed()),
                Arguments.of(409, HttpError.reset()),
                Arguments.of(413, HttpError.tooLarge()),
                Arguments.of(415, HttpError.unsupportedMediaType()),
                Arguments.of(503, HttpError.unavailable("Later", null)));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void each_has_its_status(int status, HttpError error) {
        assertEquals(status, error.status());
        assertEquals(status == 503 ? OptionalInt.of(2) : OptionalInt.empty(), error.retryAfter());
        assertEquals(status == 401 ? Optional.of("/login/") : Optional.empty(), error.loginUrl());
    }

    static Stream<Arguments> whatTheSenderDid() {
        return Stream.of(
                Arguments.of(new InvalidInput("Too long"), 400, "Too long"),
                Arguments.of(new MessageRefused("No links here"), 400, "No links here"),
                Arguments.of(new NoSuchRoom(7), 404, "Not found"),
                Arguments.of(new ClientKeyConflict(), 409, "This client_key was used for another message"));
    }

    @ParameterizedTest
    @MethodSource("whatTheSenderDid")
    void what_the_sender_did_is_told_and_nobody_needs_to_look_at_it(RuntimeException e, int status, String message) {
        HttpError error = HttpError.from(e);

        assertEquals(status, error.status());
        assertEquals(message, error.getMessage());
        assertNull(error.getCause());
    }

    @Test
    void an_error_stays_what_it_is() {
        HttpError error = HttpError.reset();

        assertSame(error, HttpError.from(error));
    }

    @Test
    void a_database_that_is_away_is_503_and_the_reason_is_kept_for_the_log() {
        DatabaseException away = assertThrows(
                DatabaseException.class,
                () -> DataSources.h2(Path.of("never;opened")).close());
        HttpError error = HttpError.from(away);

        assertEquals(503, error.status());
        assertEquals("The chat cannot do this right now", error.getMessage());
        assertEquals(OptionalInt.of(2), error.retryAfter());
        assertSame(away, error.getCause());
    }

    @Test
    void everything_else_is_500_and_says_nothing_of_itself() {
        RuntimeException defect = new IllegalStateException("a secret");
        HttpError error = HttpError.from(defect);

        assertEquals(500, error.status());
        assertEquals("Something went wrong here", error.getMessage());
        assertSame(defect, error.getCause());
    }
}

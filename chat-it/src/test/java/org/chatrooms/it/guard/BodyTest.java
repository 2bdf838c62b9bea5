package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a POST may carry. */
class BodyTest {
    private static final int LIMIT = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GOOD = "room_id=1&message=hello&guest_name=ann";

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
        ann = Person.guest(server.base(), "ann");
    }

    private static HttpResponse<String> post(Row row, String contentType, BodyPublisher body) throws Exception {
        HttpRequest.Builder request = ann.request(row.path()).POST(body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return ann.send(request);
    }

    private static String ofLength(int bytes) {
        return GOOD + "&" + "x".repeat(bytes - GOOD.length() - 1);
    }

    private static BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SET_GUEST_NAME", "SEND_MESSAGE", "NOTIFY_USERS_LIST"})
    void a_body_of_64_kilobytes_is_taken_and_one_byte_more_is_413_however_it_is_sent(Row row) throws Exception {
        assertTrue(post(row, FORM, BodyPublishers.ofString(ofLength(LIMIT))).statusCode() < 400);
        assertTrue(post(row, FORM, chunked(ofLength(LIMIT))).statusCode() < 400);

        row.assertError(413, post(row, FORM, BodyPublishers.ofString(ofLength(LIMIT + 1))));
        row.assertError(413, post(row, FORM, chunked(ofLength(LIMIT + 1))));
        row.assertError(413, post(row, FORM, chunked(ofLength(20 * LIMIT))));
    }

    @ParameterizedTest
    @EnumSource(names = {"SET_GUEST_NAME", "SEND_MESSAGE", "NOTIFY_USERS_LIST"})
    void what_is_no_form_is_415(Row row) throws Exception {
        row.assertError(415, post(row, null, BodyPublishers.ofString(GOOD)));
        row.assertError(415, post(row, null, chunked(GOOD)));
        row.assertError(415, post(row, "application/json", BodyPublishers.ofString("{\"room_id\":1}")));
        row.assertError(415, post(row, "text/plain", BodyPublishers.ofString(GOOD)));
        row.assertError(415, post(row, "multipart/form-data; boundary=x", BodyPublishers.ofString("--x--")));
        row.assertError(415, post(row, FORM + "; charset=ISO-8859-1", BodyPublishers.ofString(GOOD)));
        row.assertError(415, post(row, FORM + "; charset=bogus", BodyPublishers.ofString(GOOD)));
        row.assertError(415, post(row, FORM + "-x", BodyPublishers.ofString(GOOD)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORM,
                FORM + ";charset=UTF-8",
                FORM + "; charset=\"utf-8\"",
                "Application/X-WWW-Form-URLencoded ; Charset=utf-8"
            })
    void a_form_in_utf_8_is_taken_in_every_spelling(String contentType) throws Exception {
        assertEquals(
                "Connected",
                post(Row.NOTIFY_USERS_LIST, contentType, BodyPublishers.ofString(GOOD))
                        .body());
    }
}

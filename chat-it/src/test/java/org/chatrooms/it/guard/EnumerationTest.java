package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signing in with a wrong password tells nobody who has an account, and who had one: neither its words nor its
 * time.
 */
class EnumerationTest {
    /** As long as each other, so that the pages are, too. */
    private static final List<String> NAMES = List.of("nobody", "member", "banned");

    private static final int TRIES = 7;

    @TempDir
    private static Path data;

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedServer.start(data);
        Person.account(server.base(), "member"); // with a hash that costs what it costs
        Person.account(server.base(), "banned");
        Person admin = Person.administrator(server.base(), data);
        Answers.redirect(admin.post("admin/people/", "id", AdminForms.accountId(admin, "banned"), "act", "disable"));
    }

    private static HttpResponse<String> guess(String name) throws Exception {
        return new Person(server.base()).signIn(name, "wrong password");
    }

    /** All of it but what is another each time. */
    private static String withoutNonceAnd(String name, HttpResponse<String> answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
        headers.remove("date");
        return (headers + Answers.page(400, answer))
                .replaceAll("nonce[-=][A-Za-z0-9_\"-]*", "nonce")
                .replace("value=\"" + name + "\"", "value");
    }

    @Test
    void the_answers_are_the_same_to_the_letter() throws Exception {
        String unknown = withoutNonceAnd("nobody", guess("nobody"));

        assertTrue(unknown.contains("That name and password do not belong together."), unknown);
        assertEquals(unknown, withoutNonceAnd("member", guess("member")));
        assertEquals(unknown, withoutNonceAnd("banned", guess("banned")));
    }

    @Test
    void and_take_the_same_time() throws Exception {
        Map<String, long[]> nanos = new LinkedHashMap<>();
        NAMES.forEach(name -> nanos.put(name, new long[TRIES]));
        for (int i = 0; i < TRIES; i++) {
            for (String name : NAMES) { // in turn, so that a slow moment is all of theirs
                long begin = System.nanoTime();
                guess(name);
                nanos.get(name)[i] = System.nanoTime() - begin;
            }
        }

        List<Long> medians =
                nanos.values().stream().map(EnumerationTest::median).sorted().toList();
        assertTrue(medians.get(0) >= medians.get(2) / 2, () -> "nanoseconds of " + NAMES + ": " + medians);
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}

package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chatrooms.web.fake.Exchange;
import org.chatrooms.web.http.HttpError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameOriginFilterTest {
    private final SameOriginFilter filter = new SameOriginFilter(Sites.with(Set.of("https://www.example")));

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", delimiter = '|', textBlock = """
                    Sec-Fetch-Site | Origin                   | Host             | X-Requested-With | Cookie | passes
                    same-origin    | -                        | chat.example     | -                | a=b    | true
                    same-origin    | http://evil.example      | chat.example     | -                | a=b    | true
                    none           | -                        | chat.example     | -                | a=b    | true
                    same-site      | http://chat.example      | chat.example     | fetch            | -      | false
                    cross-site     | http://chat.example      | chat.example     | fetch            | -      | false
                    Same-Origin    | http://chat.example      | chat.example     | fetch            | -      | false
                    ''             | http://chat.example      | chat.example     | fetch            | -      | false
                    -              | http://chat.example      | chat.example     | -                | a=b    | true
                    -              | https://chat.example     | chat.example     | -                | a=b    | true
                    -              | http://CHAT.example      | Chat.Example     | -                | a=b    | true
                    -              | http://chat.example:8080 | chat.example:8080| -                | a=b    | true
                    -              | https://chat.example     | chat.example:443 | -                | a=b    | true
                    -              | http://chat.example      | chat.example:80  | -                | a=b    | true
                    -              | http://[::1]:8080        | [::1]:8080       | -                | a=b    | true
                    -              | https://www.example      | chat.example     | -                | a=b    | true
                    -              | https://WWW.example      | chat.example     | -                | a=b    | true
                    -              | http://www.example       | chat.example     | fetch            | -      | false
                    cross-site     | https://www.example      | chat.example     | fetch            | -      | false
                    -              | http://chat.example:8080 | chat.example     | fetch            | -      | false
                    -              | http://chat.example      | chat.example:8080| fetch            | -      | false
                    -              | http://evil.example      | chat.example     | fetch            | -      | false
                    -              | http://chat.example.evil | chat.example     | fetch            | -      | false
                    -              | http://evil/chat.example | chat.example     | fetch            | -      | false
                    -              | null                     | chat.example     | fetch            | -      | false
                    -              | null                     | null             | fetch            | -      | false
                    -              | chat.example             | chat.example     | fetch            | -      | false
                    -              | ://chat.example          | chat.example     | fetch            | -      | false
                    -              | ''                       | chat.example     | fetch            | -      | false
                    -              | http://chat.example      | -                | fetch            | -      | false
                    -              | -                        | chat.example     | fetch            | a=b    | true
                    -              | -                        | chat.example     | fetch            | -      | true
                    -              | -                        | chat.example     | -                | -      | true
                    -              | -                        | chat.example     | -                | a=b    | false
                    """)
    void a_change_must_come_from_our_pages(
            String site, String origin, String host, String requestedWith, String cookie, boolean passes)
            throws Exception {
        Exchange http = Exchange.of("POST")
                .header("Sec-Fetch-Site", site)
                .header("Origin", origin)
                .header("Host", host)
                .header("X-Requested-With", requestedWith)
                .header("Cookie", cookie);

        if (passes) {
            assertTrue(passes(http));
        } else {
            assertEquals(403, assertThrows(HttpError.class, () -> passes(http)).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void what_changes_nothing_may_come_from_anywhere(String method) throws Exception {
        assertTrue(passes(fromAnotherSite(method)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "WHATEVER"})
    void everything_else_may_not(String method) throws IOException {
        Exchange http = fromAnotherSite(method);

        assertEquals(403, assertThrows(HttpError.class, () -> passes(http)).status());
    }

    private static Exchange fromAnotherSite(String method) throws IOException {
        return Exchange.of(method).header("Sec-Fetch-Site", "cross-site").header("Origin", "http://evil.example");
    }

    private boolean passes(Exchange http) throws Exception {
        AtomicBoolean passed = new AtomicBoolean();
        http.through(filter, (request, response) -> passed.set(true));
        return passed.get();
    }
}

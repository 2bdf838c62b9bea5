package org.chatrooms.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.Cookie;
import java.util.Optional;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.TestClock;
import org.chatrooms.web.fake.Exchange;
import org.junit.jupiter.api.Test;

class PersonFilterTest {
    private static final ChatUser ANN = ChatUser.guest("a", "ann");

    private final PersonTokens tokens = new PersonTokens(new byte[] {1}, new TestClock());
    private final PersonFilter filter = new PersonFilter(tokens);

    @Test
    void a_good_token_is_somebody() throws Exception {
        assertEquals(Optional.of(ANN), visitor(tokens.sign(ANN)));
    }

    @Test
    void a_bad_token_is_nobody_and_no_error() throws Exception {
        assertEquals(Optional.empty(), visitor("bad"));
    }

    private Optional<ChatUser> visitor(String token) throws Exception {
        Exchange http = Exchange.get("/rooms/").bringing(new Cookie(PersonTokens.COOKIE, token));
        new Visit("/chat", "").bindTo(http.request);
        http.through(filter, (request, response) -> {});
        return Visit.of(http.request).user();
    }
}

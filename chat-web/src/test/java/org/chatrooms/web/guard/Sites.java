package org.chatrooms.web.guard;

import java.util.Map;
import java.util.Set;
import org.chatrooms.web.text.Languages;

/** A chat at {@code /chat} with accounts of its own. */
final class Sites {
    private static final Languages LANGUAGES = new Languages(Map.of(), Map.of());

    static final Site PLAIN = with(Set.of());

    private Sites() {}

    static Site with(Set<String> allowedOrigins) {
        return new Site("/chat", "", false, true, "login/", "", "chatrooms-admin", allowedOrigins, "'self'", LANGUAGES);
    }

    /** The container signs people in. */
    static Site withContainerLogin() {
        return new Site("/chat", "", true, true, "login/", "", "boss", Set.of(), "'self'", LANGUAGES);
    }
}

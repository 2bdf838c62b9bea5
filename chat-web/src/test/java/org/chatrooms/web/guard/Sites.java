package org.chatrooms.web.guard;

import java.util.Set;

/** A chat at {@code /chat} with accounts of its own. */
final class Sites {
    static final Site PLAIN = with(Set.of());

    private Sites() {}

    static Site with(Set<String> allowedOrigins) {
        return new Site("/chat", "", false, true, "login/", "", "chatrooms-admin", allowedOrigins);
    }

    /** The container signs people in. */
    static Site withContainerLogin() {
        return new Site("/chat", "", true, true, "login/", "", "boss", Set.of());
    }
}

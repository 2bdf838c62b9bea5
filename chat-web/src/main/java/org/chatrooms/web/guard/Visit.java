package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.chatrooms.model.ChatUser;

/**
 * One request, as pages and servlets see it: who it is from, where we are mounted, the nonce for inline script. JSPs and
 * overlays get it as {@code ${chat}}.
 */
public final class Visit {
    private static final String ATTRIBUTE = "chat";

    private final String base;
    private final String nonce;
    private ChatUser user;

    Visit(String base, String nonce) {
        this.base = base;
        this.nonce = nonce;
    }

    public static Visit of(HttpServletRequest request) {
        return (Visit) request.getAttribute(ATTRIBUTE);
    }

    void bindTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    void setUser(ChatUser user) {
        this.user = user;
    }

    /** What every URL of ours begins with, without a slash at the end. */
    public String getBase() {
        return base;
    }

    /** The nonce that lets an inline script of this page run; only pages have one. */
    public String getNonce() {
        return nonce;
    }

    /** Who it is; null for a guest who has not chosen a name. For JSPs. */
    public ChatUser getUser() {
        return user;
    }

    /** Who it is; empty for a guest who has not chosen a name. */
    public Optional<ChatUser> user() {
        return Optional.ofNullable(user);
    }
}

package org.chatrooms.web.guard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.chatrooms.web.text.Languages;

/**
 * Where the chat is and how people get in: what guards and pages have to know of the configuration.
 *
 * @param contextPath what every URL of the web application begins with
 * @param mount what every URL of ours begins with after that; empty if the web application is ours alone
 * @param isContainerLogin whether the container, and not the chat, signs people in
 * @param isRegistrationOpen whether anybody may make themselves an account
 * @param login where one signs in: a path below the mount, or with a slash at its beginning one of this site, or a URL
 * @param logout where one signs out, alike; empty for ours
 * @param administratorRole the role of those who run the chat
 * @param allowedOrigins origins that may act in a visitor's name although they are not ours
 * @param frameAncestors which sites may show our pages in a frame, as a policy says it
 * @param languages what pages speak
 */
public record Site(
        String contextPath,
        String mount,
        boolean isContainerLogin,
        boolean isRegistrationOpen,
        String login,
        String logout,
        String administratorRole,
        Set<String> allowedOrigins,
        String frameAncestors,
        Languages languages) {
    public Site {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** What every URL of ours begins with, without a slash at the end. */
    public String base() {
        return contextPath + mount;
    }

    /** The page to sign in on, which leads back to where one was. */
    public String loginUrl(String next) {
        String url = absolute(login);
        return url + (url.contains("?") ? "&" : "?") + "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** The site's own way to sign out; empty where it is ours. */
    public String logoutUrl() {
        return logout.isEmpty() ? "" : absolute(logout);
    }

    private String absolute(String place) {
        return place.startsWith("/") || place.contains("://") ? place : base() + "/" + place;
    }
}

package org.chatrooms.web.account;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;

/**
 * Where somebody goes on who signed in: {@code next=}, if it is a path of this site. Anything that a browser could take for
 * another site's address - two slashes, a backslash, a character that it would drop - leads to the rooms instead.
 */
final class NextPage {
    private static final Pattern PATH =
            Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");

    /** Longer than any page of ours or of a site around us, and short enough for a header. */
    private static final int MAX_LENGTH = 2000;

    private NextPage() {}

    static String of(HttpServletRequest request) {
        return new Parameters(request)
                .optional("next")
                .filter(next ->
                        next.length() <= MAX_LENGTH && PATH.matcher(next).matches())
                .orElse(Visit.of(request).getBase() + "/rooms/");
    }

    /** The form that asks for a name and a password, and then goes on; and so does the other one, to which it has a link. */
    static void showForm(String form, String name, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String next = of(request);
        request.setAttribute("username", name);
        request.setAttribute("next", next);
        request.setAttribute("nextEncoded", URLEncoder.encode(next, StandardCharsets.UTF_8));
        ChatServlet.show(form, request, response);
    }
}

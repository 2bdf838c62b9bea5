package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.chatrooms.model.Act;
import org.chatrooms.repository.ActRepository;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET admin/acts/}: who decided what over others, the latest first; {@code page} goes further back. */
public final class ActsServlet extends ChatServlet {
    private static final int ON_A_PAGE = 50;
    private static final long MAX_PAGE = 100_000;

    private final ActRepository acts;

    public ActsServlet(ActRepository acts) {
        this.acts = acts;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        long page = new Parameters(request).optionalNumber("page").orElse(1L);
        if (page < 1 || page > MAX_PAGE) {
            throw HttpError.notFound();
        }
        List<Act> found = acts.latest((int) (page - 1) * ON_A_PAGE, ON_A_PAGE + 1);
        request.setAttribute("acts", found.subList(0, Math.min(ON_A_PAGE, found.size())));
        request.setAttribute("page", page);
        request.setAttribute("hasMore", found.size() > ON_A_PAGE);
        show("admin_acts", request, response);
    }
}

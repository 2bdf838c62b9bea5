package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;

/** {@code GET admin/work/}: the long work of this node. {@code POST} cancels that with the number {@code cancel}. */
public final class WorkServlet extends ChatServlet {
    private final Works works;
    private final AuditLog audit;

    public WorkServlet(Works works, AuditLog audit) {
        this.works = works;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        List<Work> all = works.all();
        request.setAttribute("works", all);
        request.setAttribute("isBusy", !all.stream().allMatch(Work::isOver));
        show("admin_work", request, response);
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Work work = works.cancel(new Parameters(request).number("cancel")).orElseThrow(HttpError::notFound);
        audit.record(request, "cancelled " + work.kind(), work.subject());
        response.sendRedirect(Visit.of(request).getBase() + "/admin/work/");
    }
}

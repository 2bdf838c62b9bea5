package org.chatrooms.it.mount;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chatrooms.it.harness.HostSite;

/** Somebody's web shop at {@code /shop} that has the chat at {@code /shop/chat}, and otherwise knows nothing of it. */
public final class Shop {
    static final String POLICY = "default-src 'self' https://cdn.example.org";
    static final String CACHING = "max-age=60";

    private Shop() {}

    /** Its files, without headers of its own. */
    public static HostSite in(Path folder) throws IOException {
        return new HostSite(folder)
                .at("/shop")
                .setting("chatrooms.mount", "/chat")
                .file("static/chatrooms/page.jsp", "<% %>")
                .file("static/chatrooms/.hidden.js", "")
                .file("who.jsp", """
                        <%@ page contentType="text/plain; charset=UTF-8" session="false" %>
                        <%@ taglib prefix="c" uri="jakarta.tags.core" %>
                        <c:out value="${chat.user.username()}"/>, ${chat.isSignedIn()}, ${chat.loginUrl}""")
                .file("cart.jsp", """
                        <%@ page contentType="text/plain; charset=UTF-8" %>
                        <% session.setAttribute("cart", session.getAttribute("cart") + "!"); %>${cart}""")
                .servlet(Pages.class, "/")
                .servlet(Files.class, "/static/*");
    }

    /** As frameworks do it: one servlet for every page, where others have the container's own for files. */
    public static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("The shop's " + request.getServletPath());
        }

        /** Says what came, as the shop reads it: forms in its own encoding, and files. */
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.setCharacterEncoding("ISO-8859-1");
            response.setContentType("text/plain;charset=UTF-8");
            if (request.getContentType().startsWith("multipart/")) {
                Part file = request.getPart("file");
                response.getWriter().write(new String(file.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            } else {
                response.getWriter().write(request.getParameter("text"));
            }
        }
    }

    /** The shop's own folder for files, of the same name as ours. */
    public static final class Files extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("The shop's /static" + request.getPathInfo());
        }
    }

    /** The shop's own headers on everything. */
    public static final class Headers extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("Cache-Control", CACHING);
            chain.doFilter(request, response);
        }
    }
}

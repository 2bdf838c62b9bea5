package org.chatrooms.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Who is it? Threading: holds nothing that changes. */
public final class PersonFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient PersonTokens tokens;

    public PersonFilter(PersonTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        tokens.read(request).ifPresent(Visit.of(request)::setUser);
        chain.doFilter(request, response);
    }
}

package org.chatrooms.web.fake;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One request and its response, as far as filters and servlets need them. */
public final class Exchange {
    public final HttpServletRequest request = mock(HttpServletRequest.class);
    public final HttpServletResponse response = mock(HttpServletResponse.class);

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> responseHeaders = new HashMap<>();
    private final List<Cookie> responseCookies = new ArrayList<>();
    private final ByteArrayOutputStream responseBody = new ByteArrayOutputStream();
    private int status = HttpServletResponse.SC_OK;
    private String forwardedTo;
    private String forwardedMethod;
    private int bufferSize = 8192;

    private Exchange(String method, String path) throws IOException {
        when(request.getMethod()).thenReturn(method);
        when(request.getRemoteAddr()).thenReturn("10.0.0.1");
        when(request.getServletPath()).thenReturn(path);
        when(request.getRequestURI()).thenReturn("/chat" + path);
        when(request.getContextPath()).thenReturn("/chat;as=typed"); // by the client: nothing to build on
        ServletContext context = mock();
        when(context.getContextPath()).thenReturn("/chat");
        when(request.getServletContext()).thenReturn(context);
        when(request.isAsyncSupported()).thenReturn(true);
        when(request.getContentLengthLong()).thenReturn(-1L);
        when(request.getAttribute(anyString())).thenAnswer(call -> attributes.get(call.getArgument(0)));
        doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(request)
                .setAttribute(anyString(), any());
        when(request.getRequestDispatcher(anyString())).thenAnswer(call -> dispatcher(call.getArgument(0)));

        doAnswer(call -> status = call.getArgument(0)).when(response).setStatus(anyInt());
        doAnswer(call -> responseHeaders.put(call.getArgument(0), call.getArgument(1)))
                .when(response)
                .setHeader(anyString(), anyString());
        doAnswer(call -> responseHeaders.merge(
                        call.getArgument(0), call.getArgument(1), (there, more) -> there + ", " + more))
                .when(response)
                .addHeader(anyString(), anyString());
        doAnswer(call -> responseHeaders.put(call.getArgument(0), String.valueOf((int) call.getArgument(1))))
                .when(response)
                .setIntHeader(anyString(), anyInt());
        doAnswer(call -> responseHeaders.put("Content-Type", call.getArgument(0)))
                .when(response)
                .setContentType(anyString());
        doAnswer(call -> responseHeaders.put("Content-Length", String.valueOf((int) call.getArgument(0))))
                .when(response)
                .setContentLength(anyInt());
        doAnswer(call -> responseCookies.add(call.getArgument(0)))
                .when(response)
                .addCookie(any());
        doAnswer(call -> bufferSize = call.getArgument(0)).when(response).setBufferSize(anyInt());
        when(response.getBufferSize()).thenAnswer(call -> bufferSize);
        when(response.getOutputStream()).thenReturn(new Output(responseBody));
        doAnswer(call -> {
                    responseBody.reset();
                    return null;
                })
                .when(response)
                .resetBuffer();
    }

    public static Exchange get(String path) throws IOException {
        return new Exchange("GET", path);
    }

    public static Exchange of(String method) throws IOException {
        return new Exchange(method, "/send_message/");
    }

    /** A null value is no header. */
    public Exchange header(String name, String value) {
        when(request.getHeader(name)).thenReturn(value);
        return this;
    }

    public Exchange query(String query) {
        when(request.getQueryString()).thenReturn(query);
        return this;
    }

    /** A body whose length is not told before. */
    public Exchange chunked(String contentType, byte[] body) throws IOException {
        return chunked(contentType, new ByteArrayInputStream(body));
    }

    /** One that comes as it comes. */
    public Exchange chunked(String contentType, InputStream body) throws IOException {
        when(request.getContentType()).thenReturn(contentType);
        when(request.getInputStream()).thenReturn(new Input(body));
        return this;
    }

    public Exchange body(String contentType, byte[] body) throws IOException {
        when(request.getContentLengthLong()).thenReturn((long) body.length);
        return chunked(contentType, body);
    }

    public Exchange bringing(Cookie... cookies) {
        when(request.getCookies()).thenReturn(cookies);
        return this;
    }

    public void through(Filter filter, FilterChain chain) throws IOException, ServletException {
        filter.doFilter(request, response, chain);
    }

    public Object attribute(String name) {
        return attributes.get(name);
    }

    public int status() {
        return status;
    }

    /** A header of the response; null if there is none. */
    public String header(String name) {
        return responseHeaders.get(name);
    }

    public List<Cookie> cookies() {
        return responseCookies;
    }

    public String body() {
        return responseBody.toString(StandardCharsets.UTF_8);
    }

    public int bufferSize() {
        return bufferSize;
    }

    /** The JSP that shows the answer; null if there is none. */
    public String forwardedTo() {
        return forwardedTo;
    }

    /** What the JSP is asked with. */
    public String forwardedMethod() {
        return forwardedMethod;
    }

    private RequestDispatcher dispatcher(String path) throws ServletException, IOException {
        RequestDispatcher dispatcher = mock(RequestDispatcher.class);
        doAnswer(call -> {
                    forwardedTo = path;
                    forwardedMethod = call.<HttpServletRequest>getArgument(0).getMethod();
                    return null;
                })
                .when(dispatcher)
                .forward(any(), any());
        return dispatcher;
    }

    private static final class Input extends ServletInputStream {
        private final InputStream bytes;

        Input(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Output(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public boolean isReady() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}

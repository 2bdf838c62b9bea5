package org.chatrooms.it.benchmark;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the container itself costs: a chat of one room without names, limits, database or anything to survive, which keeps all in
 * memory and forgets nobody.
 *
 * <p>Threading: messages and polls are under the lock of the servlet, a stream under its own; one thread writes.
 */
final class BareServlet extends HttpServlet {
    private static final int BUFFER_BYTES = 4096;

    private final List<String> said = new ArrayList<>();
    private final Deque<Poll> polls = new ArrayDeque<>();
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ExecutorService delivery = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "delivery");
        thread.setDaemon(true);
        return thread;
    });

    private record Poll(AsyncContext context, int after) {
        void answer(String news) {
            try {
                BareServlet.answer((HttpServletResponse) context.getResponse(), news);
                context.complete();
            } catch (IOException | RuntimeException e) {
                System.err.println("Somebody who polled is gone: " + e);
            }
        }
    }

    private static final class Stream implements WriteListener {
        private final AsyncContext context;
        private final ServletOutputStream out;
        private final Deque<byte[]> queue = new ArrayDeque<>();
        private boolean isReady;

        Stream(AsyncContext context) throws IOException {
            this.context = context;
            out = context.getResponse().getOutputStream();
        }

        @Override
        public synchronized void onWritePossible() throws IOException {
            isReady = true;
            flush();
            drain();
        }

        /** Whether it is still there. */
        synchronized boolean takes(byte[] event) {
            queue.add(event);
            try {
                drain();
                return true;
            } catch (IOException | RuntimeException e) {
                System.err.println("Somebody who streamed is gone: " + e);
                return false;
            }
        }

        private void drain() throws IOException {
            while (isReady && !queue.isEmpty()) {
                out.write(queue.poll());
                isReady = out.isReady();
                if (isReady && queue.isEmpty()) {
                    flush();
                }
            }
        }

        private void flush() throws IOException {
            out.flush();
            isReady = out.isReady();
        }

        @Override
        public void onError(Throwable failure) {
            context.complete();
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = request.getParameter("message");
        int id;
        synchronized (this) {
            id = said.size() + 1;
            String message = "{\"message_id\":" + id + ",\"username\":\"b\",\"content\":\"" + text + "\"}";
            said.add(message);
            delivery.execute(() -> deliver(id, message));
        }
        answer(response, "{\"message_id\":" + id + "}");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo().equals("/get_latest_msg_id/")) {
            synchronized (this) {
                answer(response, "{\"id\":" + said.size() + "}");
            }
            return;
        }
        if (request.getHeader("Accept").equals("text/event-stream")) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setBufferSize(BUFFER_BYTES);
            Stream stream = new Stream(request.startAsync());
            stream.context.setTimeout(0);
            streams.add(stream);
            stream.out.setWriteListener(stream);
            return;
        }
        int after = Integer.parseInt(request.getParameter("latest_message_id"));
        synchronized (this) {
            if (after < said.size()) {
                answer(response, news(after));
            } else {
                AsyncContext context = request.startAsync();
                context.setTimeout(0);
                polls.add(new Poll(context, after));
            }
        }
    }

    private String news(int after) {
        return "[" + String.join(",", said.subList(after, said.size())) + "]";
    }

    private void deliver(int id, String message) {
        byte[] event = ("id: " + id + "\nevent: message\ndata: " + message + "\n\n").getBytes(StandardCharsets.UTF_8);
        streams.removeIf(stream -> !stream.takes(event));
        List<Poll> behind = new ArrayList<>();
        Map<Integer, String> answers = new HashMap<>();
        synchronized (this) {
            for (Iterator<Poll> all = polls.iterator(); all.hasNext(); ) {
                Poll poll = all.next();
                if (poll.after < said.size()) {
                    behind.add(poll);
                    all.remove();
                    answers.computeIfAbsent(poll.after, this::news);
                }
            }
        }
        behind.forEach(poll -> poll.answer(answers.get(poll.after)));
    }

    private static void answer(HttpServletResponse response, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}

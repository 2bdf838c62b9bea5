package org.chatrooms.web.admin;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.Room;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Json;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.message.MessageJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET admin/room/export/}: what can be read in a room when it is asked for, as a file with a line of JSON for each message.
 * However long the room is, there is a page of it in memory, which was read when the client had taken the one before. It is long
 * work like any other, but that nobody waits for their turn.
 */
public final class ExportServlet extends ChatServlet {
    private static final Logger LOG = LoggerFactory.getLogger(ExportServlet.class);
    private static final int PAGE = 200;

    private final RoomRepository rooms;
    private final ChatHub hub;
    private final Works works;
    private final AuditLog audit;

    public ExportServlet(RoomRepository rooms, ChatHub hub, Works works, AuditLog audit) {
        this.rooms = rooms;
        this.hub = hub;
        this.works = works;
        this.audit = audit;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Room room = rooms.find(new Parameters(request).number("id")).orElseThrow(HttpError::notFound);
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + room.slug() + ".ndjson\"");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        long last = hub.latestMessageId(room.id()); // which may fail, and then nothing began
        audit.record(request, "exported room " + room.id(), room.name());
        Work work = works.watch(
                Work.Kind.EXPORT, room.name(), Visit.of(request).getUser().username());
        Export export = new Export(room.id(), last, work);
        if (request.isAsyncSupported()) {
            new Writer(request.startAsync(), response.getOutputStream(), export).start();
        } else { // behind a filter of the site's own a thread has to wait for the client
            try {
                while (!export.isOver()) {
                    response.getOutputStream().write(export.page());
                }
            } catch (IOException | RuntimeException e) {
                work.cancel();
                throw e;
            } finally {
                work.end();
            }
        }
    }

    /** What is left to be written. Threading: one thread at a time. */
    private final class Export {
        private final long roomId;
        private final long last;
        private final Work work;
        private long written;

        Export(long roomId, long last, Work work) {
            this.roomId = roomId;
            this.last = last;
            this.work = work;
            work.expect(Math.max(last, 0));
        }

        boolean isOver() {
            return written >= last;
        }

        /** @throws IOException the export was cancelled: half of a room must not look like all of it */
        byte[] page() throws IOException {
            if (!work.goesOn()) {
                throw new IOException("It was cancelled");
            }
            List<? extends ChatMessage> entries = hub.messagesAfter(roomId, written, PAGE);
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (ChatMessage entry : entries) {
                if (entry.isReadable() && entry.id() <= last) {
                    lines.writeBytes(Json.bytes(MessageJson.object(entry)));
                    lines.write('\n');
                }
            }
            work.did(entries.size());
            written = entries.isEmpty() ? last : entries.get(entries.size() - 1).id();
            return lines.toByteArray();
        }
    }

    /**
     * Writes it without a thread that waits for the client. One that stops reading is cut off by the container.
     *
     * <p>Threading: the container's, one at a time.
     */
    private record Writer(AsyncContext context, ServletOutputStream out, Export export) implements WriteListener {
        void start() {
            context.setTimeout(0); // a large room takes as long as the client does
            out.setWriteListener(this);
        }

        /** Where it throws, the container breaks the connection off. */
        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (export.isOver()) {
                    end();
                    return;
                }
                out.write(export.page());
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOG.info("An export ended early: {}", failure.toString());
            export.work.cancel();
            end();
        }

        private void end() {
            export.work.end();
            context.complete();
        }
    }
}

package org.chatrooms.web.admin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chatrooms.model.ChatUser;
import org.chatrooms.model.Found;
import org.chatrooms.model.IncomingMessage;
import org.chatrooms.model.InvalidInput;
import org.chatrooms.model.NoSuchMessage;
import org.chatrooms.model.Room;
import org.chatrooms.model.Search;
import org.chatrooms.repository.RoomRepository;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.Visit;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.Parameters;
import org.chatrooms.web.hub.ChatHub;
import org.chatrooms.web.message.SearchServlet;

/**
 * {@code GET admin/messages/}: messages of a room by words, person and days (those of UTC). {@code POST} takes back {@code
 * message_id}.
 */
public final class MessagesServlet extends ChatServlet {
    /** What somebody asks for may be any of these. */
    private static final List<String> QUESTION = List.of("q", "username", "from", "until");

    private final RoomRepository rooms;
    private final ChatHub hub;
    private final MessageArchive archive;
    private final AuditLog audit;
    private final Clock clock;

    public MessagesServlet(RoomRepository rooms, ChatHub hub, MessageArchive archive, AuditLog audit, Clock clock) {
        this.rooms = rooms;
        this.hub = hub;
        this.archive = archive;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Parameters parameters = new Parameters(request);
        if (parameters.optional("room_id").isPresent()) {
            request.setAttribute("room", room(parameters));
        }
        boolean isAsked = false;
        for (String field : QUESTION) {
            String value = parameters.optional(field).orElse("").strip();
            request.setAttribute(field, value);
            isAsked |= !value.isEmpty();
        }
        if (isAsked) {
            try {
                find(parameters, request);
            } catch (InvalidInput e) {
                complain(e, request, response);
            }
        }
        request.setAttribute("rooms", rooms.all());
        show("admin_messages", request, response);
    }

    private void find(Parameters parameters, HttpServletRequest request) {
        Room room = room(parameters);
        Found found = archive.search(new Search(
                room.id(),
                SearchServlet.words(parameters),
                parameters.optional("username").map(String::strip).filter(name -> !name.isEmpty()),
                day("from", 0, parameters),
                day("until", 1, parameters),
                parameters.optionalNumber("before").orElse(Long.MAX_VALUE)));
        request.setAttribute("isSearched", true);
        request.setAttribute("found", found.messages());
        request.setAttribute("before", found.goOnBefore().orElse(null));
    }

    private static Optional<Instant> day(String name, int daysLater, Parameters parameters) {
        try {
            return parameters
                    .optional(name)
                    .filter(day -> !day.isBlank())
                    .map(day -> LocalDate.parse(day)
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
        } catch (DateTimeException e) {
            throw new InvalidInput("Write a day like 2026-05-31.");
        }
    }

    @Override
    protected void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = room(parameters);
        long messageId = parameters.number("message_id");
        ChatUser moderator = Visit.of(request).user().orElseThrow();
        try {
            hub.send(IncomingMessage.deletion(room.id(), moderator, messageId, clock.instant(), true));
            audit.record(request, "removed message " + messageId + " in", room.name());
        } catch (NoSuchMessage e) {
            // It is gone, which is what was wanted.
        }
        response.sendRedirect(
                Visit.of(request).getBase() + "/admin/messages/?room_id=" + room.id() + question(parameters));
    }

    /** Whoever finds much to take back asks once. */
    private static String question(Parameters parameters) {
        return QUESTION.stream()
                .flatMap(field -> parameters.optional(field).stream()
                        .filter(value -> !value.isEmpty())
                        .map(value -> "&" + field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining());
    }

    private Room room(Parameters parameters) {
        return rooms.find(parameters.number("room_id")).orElseThrow(HttpError::notFound);
    }
}

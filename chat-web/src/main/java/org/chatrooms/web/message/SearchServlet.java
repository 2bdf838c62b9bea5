package org.chatrooms.web.message;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.chatrooms.model.Found;
import org.chatrooms.model.Room;
import org.chatrooms.model.Search;
import org.chatrooms.spi.AccessRequest.Action;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.guard.Limits;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.http.ChatServlet;
import org.chatrooms.web.http.Parameters;

/**
 * {@code GET search/}: messages of a room by words ({@code q}), name ({@code username}) and time ({@code from}, {@code until}),
 * latest first; {@code before} goes on where a search before it stopped.
 */
public final class SearchServlet extends ChatServlet {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final MessageArchive archive;
    private final RoomDoor door;
    private final Limits limits;

    public SearchServlet(MessageArchive archive, RoomDoor door, Limits limits) {
        this.archive = archive;
        this.door = door;
        this.limits = limits;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request);
        Room room = door.enter(parameters.number("room_id"), Action.READ, request);
        Search search = new Search(
                room.id(),
                words(parameters),
                parameters.optional("username").map(String::strip).filter(name -> !name.isEmpty()),
                parameters.date("from"),
                parameters.date("until"),
                parameters.optionalNumber("before").orElse(Long.MAX_VALUE));
        limits.search(door.named(room, request), request);
        Found found = archive.search(search);
        JsonObject json = new JsonObject();
        json.add("messages", MessageJson.array(found.messages()));
        found.goOnBefore().ifPresent(id -> json.addProperty("before", id));
        answer(json, response);
    }

    /** What stands in {@code q}. */
    public static List<String> words(Parameters parameters) {
        return parameters.optional("q").stream()
                .flatMap(SPACE::splitAsStream)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}

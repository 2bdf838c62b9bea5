package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.guard.EveryUrlChat.Kind;
import org.chatrooms.it.guard.EveryUrlChat.Who;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.FakeClock;
import org.chatrooms.it.harness.Person;
import org.chatrooms.web.monitoring.MonitoringFilter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What everybody is told at every URL that the running server has: by whom, by what method and about what kind of room it
 * is asked. Whoever is refused changes nothing by it and learns nothing, least of all that there is a hidden room.
 *
 * <p>A block of the tables is URLs, what is sent to them, and where those go on to who did it; then its rows: the method,
 * the kind of room, and what everybody is told. {@code ANY} is a row for each kind. {@code POST!} leaves a trace in the
 * database, where it is let through. Names in capitals are those of {@link EveryUrlChat}. What they are told:
 *
 * <ul>
 *   <li>{@code OK}: 200
 *   <li>{@code DONE}: 302, and on
 *   <li>{@code SLASH}: 302 to the same with a slash at the end
 *   <li>{@code LOGIN}: to sign in, to come back to where they were or to the room; a script 401, a frame with a link
 *   <li>{@code NAME}: to choose a name; a script 401
 *   <li>{@code PASSWORD}: 403, and the form for the room's password
 *   <li>{@code NO}: 403
 *   <li>{@code NOTHING}: 404
 *   <li>{@code METHOD}: 405
 *   <li>{@code BAD}: 400
 *   <li>{@code GONE}: 410
 * </ul>
 */
class EveryUrlTest {
    private static final String PAGES = """
            # method room    NOBODY   DISABLED GUEST    BANNED   MUTED    ACCOUNT  SUBSCRIBER MODERATOR OWNER    ADMINISTRATOR
            / -> /rooms/
              GET    -        DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
              POST   -        METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /rooms/
              GET    -        OK       OK       OK       OK       OK       OK       OK         OK        OK       OK
              POST   -        METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /rooms /unlock /setguestname /login /register /account /account/delete /new_password \
            /sign_out_everywhere /logout /subscribers /language /order
              GET    -        SLASH    SLASH    SLASH    SLASH    SLASH    SLASH    SLASH      SLASH     SLASH    SLASH
              POST   -        METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD

            /room/SLUG/
              GET    OPEN     NAME     NAME     OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED NAME     NAME     OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD OK         OK        OK       OK
            /room/SLUG/ ?embed=readonly
              GET    OPEN     OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD OK         OK        OK       OK
            /room/SLUG/ ?message=hello -> /room/SLUG/
              POST!  OPEN     NAME     NAME     DONE     NO       NO       DONE     DONE       DONE      DONE     DONE
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        NO       NO
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       DONE     DONE       DONE      DONE     DONE
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  DONE       DONE      DONE     DONE
              POST!  LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD DONE       DONE      DONE     DONE
            /room/SLUG
              GET    OPEN     NAME     NAME     SLASH    NO       SLASH    SLASH    SLASH      SLASH     SLASH    SLASH
              GET    ARCHIVED NAME     NAME     SLASH    NO       SLASH    SLASH    SLASH      SLASH     SLASH    SLASH
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       SLASH    SLASH    SLASH      SLASH     SLASH    SLASH
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  SLASH      SLASH     SLASH    SLASH
              GET    LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD SLASH      SLASH     SLASH    SLASH
              POST   ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD

            /unlock/ ?room_slug=SLUG -> /rooms/
              GET    ANY      DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /unlock/ ?room_slug=SLUG&password=sesame -> /room/SLUG/
              POST   OPEN     NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING    NOTHING   NOTHING  NOTHING
              POST   ARCHIVED NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING    NOTHING   NOTHING  NOTHING
              POST   MEMBERS  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING    NOTHING   NOTHING  NOTHING
              POST   HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING    NOTHING   NOTHING  NOTHING
              POST   LOCKED   DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /unlock/ ?room_slug=SLUG&password=guess
              POST   LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD   PASSWORD  PASSWORD PASSWORD
            /health/live /health/ready /metrics/ /metrics
              GET    -        NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING    NOTHING   NOTHING  NOTHING
              POST   -        NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING    NOTHING   NOTHING  NOTHING

            /setguestname/ ?room_slug=SLUG
              GET    ANY      OK       OK       OK       OK       OK       OK       OK         OK        OK       OK
            /setguestname/ ?room_slug=SLUG&guest_name=NEW -> /room/SLUG/
              POST   ANY      DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE

            /language/ ?language=de -> /rooms/
              GET    -        METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST   -        DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /language/ ?language=xx
              POST   -        BAD      BAD      BAD      BAD      BAD      BAD      BAD        BAD       BAD      BAD

            /login/ -> /rooms/
              GET    -        OK       OK       OK       DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /login/ ?username=member&password=MINE -> /rooms/
              POST   -        DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /login/ ?username=member&password=guess
              POST   -        BAD      BAD      BAD      BAD      BAD      BAD      BAD        BAD       BAD      BAD
            /login/ ?username=OFF&password=MINE
              POST   -        BAD      BAD      BAD      BAD      BAD      BAD      BAD        BAD       BAD      BAD
            /register/
              GET    -        OK       OK       OK       OK       OK       OK       OK         OK        OK       OK
            /register/ ?username=NEW&password=MINE -> /rooms/
              POST!  -        DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /new_password/ ?link=LINK
              GET    -        OK       OK       OK       OK       OK       OK       OK         OK        OK       OK
            /new_password/ ?link=LINK&new_password=ANOTHER -> /rooms/
              POST!  -        DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /new_password/ ?link=guess&new_password=guess
              GET    -        GONE     GONE     GONE     GONE     GONE     GONE     GONE       GONE      GONE     GONE
              POST   -        GONE     GONE     GONE     GONE     GONE     GONE     GONE       GONE      GONE     GONE

            /account/
              GET    -        LOGIN    LOGIN    LOGIN    OK       OK       OK       OK         OK        OK       OK
            /account/ ?current_password=MINE&new_password=ANOTHER
              POST!  -        LOGIN    LOGIN    LOGIN    OK       OK       OK       OK         OK        OK       OK
            /account/delete/
              GET    -        LOGIN    LOGIN    LOGIN    OK       OK       OK       OK         OK        OK       OK
            /account/delete/ ?current_password=MINE -> /rooms/
              POST!  -        LOGIN    LOGIN    LOGIN    DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /sign_out_everywhere/ -> /rooms/
              GET    -        METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST!  -        LOGIN    LOGIN    LOGIN    DONE     DONE     DONE     DONE       DONE      DONE     DONE
            /logout/ -> /rooms/
              GET    -        METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST   -        DONE     DONE     DONE     DONE     DONE     DONE     DONE       DONE      DONE     DONE

            /subscribers/ ?room_slug=SLUG
              GET    OPEN     NO       NO       NO       NO       NO       NO       NO         NO        OK       OK
              GET    ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         NO        OK       OK
              GET    LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD NO         NO        OK       OK
            /subscribers/ ?room_slug=SLUG&username=FRIEND&act=add -> /subscribers/?room_slug=SLUG
              POST!  OPEN     NO       NO       NO       NO       NO       NO       NO         NO        DONE     DONE
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        DONE     DONE
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        DONE     DONE
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         NO        DONE     DONE
              POST!  LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD NO         NO        DONE     DONE
            /subscribers/ ?room_slug=SLUG&username=FAN&act=remove -> /subscribers/?room_slug=SLUG
              POST!  OPEN     NO       NO       NO       NO       NO       NO       NO         NO        DONE     DONE
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        DONE     DONE
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        DONE     DONE
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         NO        DONE     DONE
              POST!  LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD NO         NO        DONE     DONE

            /order/ ?room_slug=SLUG
              GET    OPEN     NO       NO       NO       NO       NO       NO       NO         OK        OK       OK
              GET    ARCHIVED NO       NO       NO       NO       NO       NO       NO         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         OK        OK       OK
              GET    LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD NO         OK        OK       OK
            /order/ ?room_slug=SLUG&person=MUTED_FRIEND -> /order/?room_slug=SLUG
              POST!  OPEN     NO       NO       NO       NO       NO       NO       NO         DONE      DONE     DONE
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         DONE      DONE     DONE
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         DONE      DONE     DONE
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         DONE      DONE     DONE
              POST!  LOCKED   PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD PASSWORD NO         DONE      DONE     DONE

            /admin/
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
              POST   -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       METHOD
            /admin /admin/acts /admin/here /admin/messages /admin/room /admin/room/delete /admin/room/export \
            /admin/people /admin/people/erase /admin/work
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       SLASH
              POST   -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       METHOD
            /admin/room/
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/room/ ?id=ID
              GET    ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/room/ ?id=0&stamp=&name=NEW&slug=NEW&description=&password=&owners=&subscribers= -> /admin/
              POST!  -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/room/ ?id=DOOMED&stamp=STAMP&name=NEW&slug=NEW&description=&password=&owners=&subscribers= \
            -> /admin/
              POST!  ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/room/delete/ ?id=ID
              GET    ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/room/delete/ ?id=DOOMED -> /admin/
              POST!  ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/room/export/ ?id=ID
              GET    ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
              POST   ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       METHOD
            /admin/people/erase/ ?id=1
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/people/erase/ ?id=1 -> /admin/work/
              POST   -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/work/
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/work/ ?cancel=999999
              POST   -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       NOTHING
            /admin/people/
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/people/ ?id=FRIEND_ID&act=disable -> /admin/people/
              POST!  -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/people/ ?id=OFF_ID&act=enable -> /admin/people/
              POST!  -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/people/ ?id=FRIEND_ID&act=sign_out -> /admin/people/
              POST!  -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            /admin/people/ ?id=FRIEND_ID&act=link
              POST   -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/acts/ /admin/here/
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
              POST   -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       METHOD
            /admin/messages/
              GET    -        LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/messages/ ?room_id=ID
              GET    ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       OK
            /admin/messages/ ?room_id=ID&message_id=999999 -> /admin/messages/?room_id=ID
              POST   ANY      LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         NO        NO       DONE
            """;

    private static final String SCRIPTS = """
            # method room    NOBODY   DISABLED GUEST    BANNED   MUTED    ACCOUNT  SUBSCRIBER MODERATOR OWNER    ADMINISTRATOR
            /get_latest_msg_id/ /get_latest_msg_id ?room_id=ID
              GET    OPEN     OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
              POST   ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /get_messages/ /get_messages ?room_id=ID&latest_message_id=-1
              GET    OPEN     OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
              STREAM OPEN     OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              STREAM ARCHIVED OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              STREAM MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              STREAM HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              STREAM LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
              POST   ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /send_message/ /send_message ?room_id=ID&message=hello
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST!  OPEN     NAME     NAME     OK       NO       NO       OK       OK         OK        OK       OK
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        NO       NO
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       OK       OK         OK        OK       OK
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              POST!  LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
            /edit_message/ /edit_message ?room_id=ID&message_id=SAID&message=hello
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST!  OPEN     NAME     NAME     OK       NO       NO       OK       OK         OK        OK       OK
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        NO       NO
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       OK       OK         OK        OK       OK
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              POST!  LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
            /delete_message/ /delete_message ?room_id=ID&message_id=SAID
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST!  OPEN     NAME     NAME     OK       NO       NO       OK       OK         OK        OK       OK
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        NO       NO
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       OK       OK         OK        OK       OK
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              POST!  LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
            /restore_message/ /restore_message ?room_id=ID&undo=forged
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST!  OPEN     NO       NO       NO       NO       NO       NO       NO         GONE      GONE     GONE
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        NO       NO
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         GONE      GONE     GONE
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         GONE      GONE     GONE
              POST!  LOCKED   NO       NO       NO       NO       NO       NO       NO         GONE      GONE     GONE
            /get_history/ /get_history ?room_id=ID
              GET    OPEN     OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
              POST   ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /search/ /search ?room_id=ID&q=secret
              GET    OPEN     NAME     NAME     OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED NAME     NAME     OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
              POST   ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /get_users_list/ /get_users_list ?room_id=ID
              GET    OPEN     OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    ARCHIVED OK       OK       OK       NO       OK       OK       OK         OK        OK       OK
              GET    MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              GET    HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              GET    LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
              POST   ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
            /notify_users_list/ /notify_users_list ?room_id=ID
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST   OPEN     NAME     NAME     OK       NO       OK       OK       OK         OK        OK       OK
              POST   ARCHIVED NAME     NAME     OK       NO       OK       OK       OK         OK        OK       OK
              POST   MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              POST   HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              POST   LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
            /notify_typing/ /notify_typing ?room_id=ID
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST   OPEN     NAME     NAME     OK       NO       NO       OK       OK         OK        OK       OK
              POST   ARCHIVED NO       NO       NO       NO       NO       NO       NO         NO        NO       NO
              POST   MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       OK       OK         OK        OK       OK
              POST   HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              POST   LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
            /mark_read/ /mark_read ?room_id=ID&message_id=1
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST   OPEN     LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              POST   ARCHIVED LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              POST   MEMBERS  LOGIN    LOGIN    LOGIN    NO       OK       OK       OK         OK        OK       OK
              POST   HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  OK         OK        OK       OK
              POST   LOCKED   NO       NO       NO       NO       NO       NO       OK         OK        OK       OK
            /moderate/ /moderate ?room_id=ID&act=mute&username=FRIEND
              GET    ANY      METHOD   METHOD   METHOD   METHOD   METHOD   METHOD   METHOD     METHOD    METHOD   METHOD
              POST!  OPEN     NO       NO       NO       NO       NO       NO       NO         OK        OK       OK
              POST!  ARCHIVED NO       NO       NO       NO       NO       NO       NO         OK        OK       OK
              POST!  MEMBERS  LOGIN    LOGIN    LOGIN    NO       NO       NO       NO         OK        OK       OK
              POST!  HIDDEN   NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NOTHING  NO         OK        OK       OK
              POST!  LOCKED   NO       NO       NO       NO       NO       NO       NO         OK        OK       OK
            """;

    /** What scripts are told that have told something. */
    private static final List<String> DONE = List.of("Connected", "Noted", "Done");

    /** Why somebody may not, whatever they are. */
    private static final List<String> REFUSALS = List.of(
            "You are banned from this room.",
            "You are muted in this room.",
            "This room is archived: it can only be read.",
            "This is for those who keep order in the room.",
            "This is for those who run the chat.",
            "This is for those who own the room.");

    /** A row of the table of URLs, and not one that goes on with the row before it. */
    private static final Pattern README_ROW =
            Pattern.compile("\\| (?<methods>[A-Z, ]+) \\| (?<urls>[^|]+) \\| (?<sent>[^|]*) ?\\| [^|]+ \\|");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static final FakeClock CLOCK = new FakeClock();

    @TempDir
    private static Path data;

    @AutoClose
    private static EveryUrlChat chat;

    static Stream<EveryUrlRow> rows() {
        return Stream.concat(EveryUrlRow.read(PAGES, false), EveryUrlRow.read(SCRIPTS, true));
    }

    /** A row's question, with names instead of those in capitals. */
    private record Question(EveryUrlRow row, String method, Map<String, String> values) {
        static Question of(EveryUrlRow row, Who who) throws Exception {
            return new Question(
                    row,
                    row.method(),
                    chat.values(
                            row.url() + " " + row.form() + " " + row.target(),
                            row.room().orElse(null),
                            who));
        }

        /** The same about a room that is not there. */
        Question nowhere() {
            Map<String, String> others = new HashMap<>(values);
            EveryUrlChat.NOWHERE.forEach(others::replace);
            return new Question(row, method, others);
        }

        Question by(String otherMethod) {
            return new Question(row, otherMethod, values);
        }

        String path() {
            return EveryUrlChat.fill(row.url(), values);
        }

        /** For what is not in the body; nothing in it has to be encoded. */
        String pathWithForm() {
            return row.form().isEmpty() ? path() : path() + "?" + EveryUrlChat.fill(row.form(), values);
        }

        private String[] form() {
            return Stream.of(row.form().split("&", -1))
                    .filter(pair -> !pair.isEmpty())
                    .flatMap(pair -> Stream.of(EveryUrlChat.fill(pair, values).split("=", 2)))
                    .toArray(String[]::new);
        }

        HttpResponse<String> ask(Person person) throws Exception {
            if (method.equals("POST")) {
                return person.post(path().substring(1), form());
            }
            var request = person.request(pathWithForm().substring(1));
            if (method.equals("STREAM")) {
                return person.send(request.header("Accept", "text/event-stream"));
            }
            request.method(method, BodyPublishers.noBody());
            return row.url().startsWith("/get_users_list") ? held(() -> person.send(request)) : person.send(request);
        }

        private static HttpResponse<String> held(Callable<HttpResponse<String>> question) throws Exception {
            CompletableFuture<HttpResponse<String>> answer = chat.server()
                    .park(() -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return question.call();
                        } catch (Exception e) {
                            throw new CompletionException(e);
                        }
                    }));
            if (!answer.isDone()) {
                CLOCK.pass(Duration.ofSeconds(9), chat.server());
            }
            return answer.get(30, TimeUnit.SECONDS);
        }

        /** Whether a stream began, with what is in the room. */
        boolean isStreamed(Person person) throws Exception {
            var request = person.request(pathWithForm().substring(1)).header("Accept", "text/event-stream");
            try (EventStream stream = person.stream(request)) {
                if (stream.response().statusCode() != 200) {
                    return false;
                }
                assertEquals("text/event-stream;charset=UTF-8", Answers.header("Content-Type", stream.response()));
                stream.awaitMessage("secret of " + row.room().orElseThrow());
                return true;
            }
        }

        /** Where one goes on to after the login: where one was, or the room that one wanted something in. */
        private String next() {
            if (row.room().isPresent() && !row.url().startsWith("/admin")) {
                return "/chat/room/"
                        + values.getOrDefault("SLUG", row.room().get().slug()) + "/";
            }
            return List.of("GET", "HEAD").contains(method) ? "/chat" + pathWithForm() : "/chat/rooms/";
        }

        private String loginUrl() {
            return "/chat/login/?next=" + URLEncoder.encode(next(), StandardCharsets.UTF_8);
        }

        private String nameUrl() {
            return "/chat/setguestname/?room_slug=" + row.room().map(Kind::slug).orElse("");
        }

        /** The table's word for an answer, which has the form that it has to have. */
        String told(HttpResponse<String> answer) {
            if (answer.statusCode() == 302 && !row.isScripts()) {
                return onTo(Answers.redirect(answer));
            }
            boolean isText = answer.body().equals("Access denied") || DONE.contains(answer.body());
            if (row.isScripts() && isText) {
                assertEquals("text/plain;charset=UTF-8", Answers.header("Content-Type", answer));
                return answer.body().equals("Access denied")
                        ? "NO"
                        : DONE.contains(answer.body()) ? "OK" : answer.body();
            }
            if (Answers.header("Content-Type", answer).equals("application/x-ndjson;charset=UTF-8")) {
                return answer.statusCode() == 200 ? "OK" : "a file with an error";
            }
            String text = row.isScripts() ? script(answer) : Answers.page(answer.statusCode(), answer);
            return switch (answer.statusCode()) {
                case 200 -> "OK";
                case 400 -> "BAD";
                case 401 -> !row.isScripts() && text.contains("href=\"" + loginUrl() + "\"") ? "LOGIN" : text;
                case 403 -> row.isScripts() ? text : refusal(text);
                case 404 -> "NOTHING";
                case 405 -> "METHOD";
                case 410 -> "GONE";
                default -> Integer.toString(answer.statusCode());
            };
        }

        private String onTo(String place) {
            if (place.equals(loginUrl())) {
                return "LOGIN";
            }
            if (place.equals(nameUrl())) {
                return "NAME";
            }
            if (place.equals("/chat" + path() + "/")) {
                return "SLASH";
            }
            boolean isTarget =
                    !row.target().isEmpty() && place.equals("/chat" + EveryUrlChat.fill(row.target(), values));
            return isTarget ? "DONE" : place;
        }

        private String script(HttpResponse<String> answer) {
            if (answer.statusCode() == 200) {
                assertEquals("application/json;charset=UTF-8", Answers.header("Content-Type", answer));
                return "";
            }
            String error = Answers.jsonError(answer.statusCode(), answer);
            if (REFUSALS.contains(error)) {
                return "NO";
            }
            if (answer.statusCode() != 401) {
                return error;
            }
            String url = Person.object(answer).get("login_url").getAsString();
            return switch (error) {
                case "Sign in first" -> url.equals(loginUrl()) ? "LOGIN" : url;
                case "Choose a name first" -> url.equals(nameUrl()) ? "NAME" : url;
                default -> error;
            };
        }

        private static String refusal(String page) {
            if (page.contains("type=\"password\"")) {
                return "PASSWORD";
            }
            // Of the other reasons for a 403, none has to do with who somebody is.
            return REFUSALS.stream().anyMatch(page::contains) ? "NO" : "403";
        }
    }

    @BeforeAll
    static void start() throws Exception {
        chat = EveryUrlChat.start(data, CLOCK);
    }

    /** What the container has mapped for a URL of the tables; empty if nothing. */
    private static Optional<String> mapping(String url, Set<String> mappings) {
        return mappings.stream()
                .filter(mapping -> mapping.endsWith("/*")
                        ? url.startsWith(mapping.substring(0, mapping.length() - 1))
                        : url.equals(mapping.isEmpty() ? "/" : mapping))
                .findFirst();
    }

    @Test
    void every_url_of_the_server_has_rows_for_GET_and_POST_and_every_row_has_its_url() {
        Set<String> mappings = chat.server().urls();
        Set<String> missing = new TreeSet<>();
        mappings.forEach(url -> missing.addAll(List.of("GET " + url, "POST " + url)));
        Set<String> unknown = new TreeSet<>();
        rows().forEach(row -> mapping(row.url(), mappings)
                .ifPresentOrElse(url -> missing.remove(row.method() + " " + url), () -> unknown.add(row.url())));

        assertEquals(Set.of(), missing, "have no row");
        assertEquals(Set.of(), unknown, "are in the table, and nowhere else");
    }

    @Test
    void the_readme_has_every_url_of_the_server_with_its_methods_and_what_is_sent() throws IOException {
        Map<String, Set<String>> written = new TreeMap<>();
        Map<String, String> sent = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("chat.webapp"), "../../README.md"))) {
            Matcher row = README_ROW.matcher(line);
            if (row.matches()) {
                QUOTED.matcher(row.group("urls"))
                        .results()
                        .map(url -> url.group(1))
                        .forEach(url -> {
                            written.put(url, Set.of(row.group("methods").split(", ", -1)));
                            sent.put(url, row.group("sent"));
                        });
            }
        }
        Set<String> mappings = chat.server().urls();
        Map<String, Set<String>> known = new TreeMap<>();
        mappings.stream()
                .filter(url -> !mappings.contains(url + "/"))
                .forEach(url -> known.put(written(url), new TreeSet<>()));
        assertEquals(known.keySet(), written.keySet());
        rows().filter(row -> row.url().endsWith("/") && row.isKnown()).forEach(row -> {
            String url = written(mapping(row.url(), mappings).orElseThrow());
            known.get(url).add(row.method().equals("STREAM") ? "GET" : row.method());
            Pattern.compile("(\\w+)=")
                    .matcher(row.form())
                    .results()
                    .forEach(name -> assertTrue(
                            sent.get(url).contains("`" + name.group(1) + "`"), () -> url + " lacks " + name.group(1)));
        });
        for (String hidden : MonitoringFilter.urls()) { // from whoever asks here
            known.replace(written(hidden), Set.of("GET"));
        }

        assertEquals(known, written);
    }

    /** A mapping as it is written for people. */
    private static String written(String mapping) {
        return mapping.isEmpty() ? "/" : mapping.substring(1).replace("*", "SLUG/");
    }

    @Test
    void what_is_about_a_room_is_asked_about_each_kind() {
        Map<String, Set<Kind>> kinds = new TreeMap<>();
        rows().filter(row -> row.room().isPresent())
                .forEach(row -> kinds.computeIfAbsent(row.method() + " " + row.url(), url -> new TreeSet<>())
                        .add(row.room().get()));

        kinds.forEach((url, asked) -> assertEquals(Set.of(Kind.values()), asked, url));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everybody_is_told_what_the_table_says(EveryUrlRow row) throws Exception {
        Map<Who, Question> questions = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            questions.put(who, Question.of(row, who));
        }
        List<String> told = new ArrayList<>();
        String before = "";
        for (Who who : Who.values()) {
            before = before.isEmpty() ? chat.fingerprint() : before;
            String word = ask(questions.get(who), who);
            told.add(word);
            if (word.equals(row.expected(who)) && row.isRefused(who)) {
                assertEquals(before, chat.fingerprint(), () -> who + " changed something by " + row);
                continue;
            }
            if (word.equals(row.expected(who)) && row.leavesTrace()) {
                assertNotEquals(before, chat.fingerprint(), () -> "nothing is to be seen of " + row + " by " + who);
            }
            before = "";
            if (row.isPost()) {
                row.room().ifPresent(chat::forgetDoomed);
            }
            if (row.isPost() && !row.isRefused(who)) {
                chat.renew(who, row.url());
            }
        }
        assertEquals(String.join(" ", row.answers().values()), String.join(" ", told), row::toString);
    }

    /** The table's word for what they are told; where that is the right one, all else has to be right, too. */
    private static String ask(Question question, Who who) throws Exception {
        EveryUrlRow row = question.row();
        boolean mayGain = row.isPost() && !row.isRefused(who);
        // What they are given with the answer must not be had at the next question.
        Person person = mayGain ? chat.person(who).thief() : chat.person(who);
        if (row.method().equals("STREAM") && !row.isRefused(who) && question.isStreamed(person)) {
            return "OK";
        }
        HttpResponse<String> answer = question.ask(person);
        String told = question.told(answer);
        if (!told.equals(row.expected(who))) {
            return told;
        }
        if (row.isRefused(who)) {
            tellsNothing(row, who, answer);
        }
        if (!mayGain) {
            assertEquals(List.of(), answer.headers().allValues("Set-Cookie"), who.name());
        }
        if (row.room().equals(Optional.of(Kind.HIDDEN)) && who.compareTo(Who.SUBSCRIBER) < 0) {
            Question nowhere = question.nowhere();
            assertEquals(withoutNames(nowhere, nowhere.ask(person)), withoutNames(question, answer), who.name());
        }
        return told;
    }

    /** Of what is said, what it is called, and who is in it. */
    private static void tellsNothing(EveryUrlRow row, Who who, HttpResponse<String> answer) {
        String all = answer.headers().map() + answer.body();
        for (String secret : EveryUrlChat.SECRETS) {
            assertFalse(all.contains(secret), () -> who + " is told of " + secret + ": " + all);
        }
        // By its number alone a private room does not say what it is called.
        row.room()
                .filter(kind -> kind.isPrivate()
                        && !row.form().contains("SLUG")
                        && !row.url().contains("SLUG"))
                .ifPresent(kind -> assertFalse(all.contains(kind.slug()), () -> who + " is told of it: " + all));
    }

    /** All that is told, but for the time, what is new in every answer, and the name that was asked for. */
    private static String withoutNames(Question question, HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("content-length"); // a page has its own URL in it, of that name
        headers.replaceAll((name, values) -> values.stream()
                .map(value -> name.equals("set-cookie") ? cookieName(value) : value)
                .toList());
        String all = answer.statusCode() + " " + headers + "\n" + answer.body();
        return all.replaceAll("nonce-[^']*", "nonce-")
                .replace(question.values().getOrDefault("SLUG", "SLUG"), "SLUG")
                .replaceAll("id(=|%3D)\\d+", "id$1");
    }

    private static String cookieName(String cookie) {
        // It may be another second by now.
        return cookie.replaceFirst("=[^;]*", "=").replaceFirst("(?i)expires=[^;]*", "expires=");
    }

    static Stream<EveryUrlRow> questions() {
        return rows().filter(row -> row.method().equals("GET"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void HEAD_is_told_the_same_as_GET_without_the_rest(EveryUrlRow row) throws Exception {
        for (Who who : Who.values()) {
            Question question = Question.of(row, who);
            HttpResponse<String> whole = question.ask(chat.person(who));
            HttpResponse<String> head = question.by("HEAD").ask(chat.person(who));

            assertEquals(whole.statusCode(), head.statusCode(), who.name());
            for (String header : List.of("Location", "Content-Type")) {
                assertEquals(Answers.header(header, whole), Answers.header(header, head), who.name());
            }
            assertEquals("", head.body(), who.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "NONSENSE"})
    void another_method_is_known_nowhere_and_the_administration_does_not_even_say_so(String method) throws Exception {
        String before = chat.fingerprint();
        Map<String, EveryUrlRow> urls = new TreeMap<>();
        rows().forEach(row -> urls.put(row.url(), row.bare()));
        for (EveryUrlRow row : urls.values()) {
            Question question = new Question(row, method, Map.of("SLUG", "square"));
            List<String> told = new ArrayList<>();
            for (Who who : Who.values()) {
                told.add(question.told(question.ask(chat.person(who))));
            }
            assertEquals(
                    row.url().startsWith("/admin")
                            ? "LOGIN LOGIN LOGIN NO NO NO NO NO NO METHOD"
                            : String.join(" ", Collections.nCopies(Who.values().length, "METHOD")),
                    String.join(" ", told),
                    row.url());
        }
        assertEquals(before, chat.fingerprint());
    }
}

package org.chatrooms.it.guard;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Role;
import org.chatrooms.model.Room;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.repository.Changes;
import org.chatrooms.repository.DataSources;
import org.chatrooms.repository.Database;

/**
 * The chat in which {@link EveryUrlTest} asks: a room of each kind, everybody who may come to its door, and whatever deeds
 * are done to, which is new for each of them.
 */
final class EveryUrlChat implements AutoCloseable {
    static final String SESAME = "sesame";

    /** What one is told nothing of, unless one may come in. */
    static final List<String> SECRETS = List.of("secret of", "Name of", "fan-");

    /** The room that is not there. Its name is as long as the hidden one's, so that the same answer is as long. */
    static final Map<String, String> NOWHERE = Map.of("SLUG", "burrow", "ID", "999999", "DOOMED", "999999");

    private static final Set<String> TAKES_ACCOUNTS = Set.of("/account/", "/account/delete/");
    private static final Set<String> TAKES_COOKIES = Set.of("/sign_out_everywhere/", "/logout/");

    private static final int ACCOUNTS_OF_EACH = 3;
    private static final int FANS = 100;
    private static final int FRIENDS = 800;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b[A-Z][A-Z_]+\\b");

    /** Somebody at the door, by rising rights. Those who are disabled were administrators, and own the rooms. */
    enum Who {
        NOBODY,
        DISABLED,
        GUEST,
        BANNED,
        MUTED,
        ACCOUNT,
        SUBSCRIBER,
        MODERATOR,
        OWNER,
        ADMINISTRATOR;

        List<String> accounts() {
            return EveryUrlChat.names(name().toLowerCase(Locale.ROOT), ACCOUNTS_OF_EACH);
        }
    }

    /** A kind of room. */
    enum Kind {
        OPEN("square", true, false, false),
        ARCHIVED("attic", true, false, false),
        MEMBERS("club", false, false, false),
        HIDDEN("cellar", true, true, false),
        LOCKED("vault", true, true, true);

        private final String slug;
        private final boolean allowAnonymousAccess;
        private final boolean isPrivate;
        private final boolean hasPassword;

        Kind(String slug, boolean allowAnonymousAccess, boolean isPrivate, boolean hasPassword) {
            this.slug = slug;
            this.allowAnonymousAccess = allowAnonymousAccess;
            this.isPrivate = isPrivate;
            this.hasPassword = hasPassword;
        }

        String slug() {
            return slug;
        }

        boolean isPrivate() {
            return isPrivate;
        }

        private Room room() {
            return new Room(
                    0,
                    "Name of " + name(),
                    slug,
                    "",
                    allowAnonymousAccess,
                    isPrivate,
                    DataFolder.hash(SESAME).filter(hash -> hasPassword));
        }

        /** Another one of the kind, as an administrator makes it. */
        private String[] form(String name, String owners, String subscribers) {
            Stream<String> fields =
                    Stream.of("name", "Name of " + name, "slug", name, "owners", owners, "subscribers", subscribers);
            Stream<String> password = hasPassword ? Stream.of("password", SESAME) : Stream.of();
            Stream<String> anonymous = allowAnonymousAccess ? Stream.of("allow_anonymous_access", "on") : Stream.of();
            Stream<String> hidden = isPrivate ? Stream.of("is_private", "on") : Stream.of();
            return Stream.of(fields, password, anonymous, hidden)
                    .flatMap(all -> all)
                    .toArray(String[]::new);
        }
    }

    private final EmbeddedServer server;
    private final HikariDataSource dataSource;
    private final AccountRepository accounts;
    private final Person root;
    private final Map<Kind, Long> ids;
    private final Map<Who, Deque<String>> spare = new EnumMap<>(Who.class);
    private final Map<Who, Person> people = new EnumMap<>(Who.class);
    private final Map<Kind, Long> doomed = new EnumMap<>(Kind.class);
    private final Deque<String> friends = new ArrayDeque<>(names("friend", FRIENDS));
    private final Deque<String> fans = new ArrayDeque<>(names("fan", FANS));
    private int newNames;

    private EveryUrlChat(EmbeddedServer server, Path data, Map<Kind, Long> ids) throws Exception {
        this.server = server;
        this.ids = ids;
        dataSource = DataSources.h2(data); // in one process, whoever opens it again shares it
        Database database = new Database(dataSource);
        accounts = new AccountRepository(database, new Changes(database, Clock.systemUTC()));
        root = Person.signedIn(server.base(), "root");
        for (Who who : Who.values()) {
            spare.put(who, new ArrayDeque<>(who.accounts()));
        }
    }

    static EveryUrlChat start(Path data, Clock clock) throws Exception {
        String[] others = Stream.of(
                        Who.BANNED.accounts(),
                        Who.MUTED.accounts(),
                        Who.ACCOUNT.accounts(),
                        Who.SUBSCRIBER.accounts(),
                        Who.MODERATOR.accounts(),
                        Who.OWNER.accounts(),
                        names("friend", FRIENDS),
                        names("fan", FANS),
                        List.of("member"))
                .flatMap(List::stream)
                .toArray(String[]::new);
        DataFolder.makePeople(data, "root", others);
        for (Who who : List.of(Who.ADMINISTRATOR, Who.DISABLED)) {
            who.accounts().forEach(name -> DataFolder.makePeople(data, name));
        }
        Map<String, Role> roles = new HashMap<>();
        Who.SUBSCRIBER.accounts().forEach(name -> roles.put(name, Role.SUBSCRIBER));
        names("fan", FANS).forEach(name -> roles.put(name, Role.SUBSCRIBER));
        Who.MODERATOR.accounts().forEach(name -> roles.put(name, Role.MODERATOR));
        Who.OWNER.accounts().forEach(name -> roles.put(name, Role.OWNER));
        Who.DISABLED.accounts().forEach(name -> roles.put(name, Role.OWNER));
        Map<Kind, Long> ids = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            ids.put(kind, DataFolder.makeRoom(data, kind.room(), roles));
        }
        EveryUrlChat chat = new EveryUrlChat(EmbeddedServer.start(data, clock), data, ids);
        for (Who who : Who.values()) {
            chat.comeIn(who);
        }
        for (Kind kind : Kind.values()) {
            chat.person(Who.SUBSCRIBER).say(ids.get(kind), "secret of " + kind, UUID.randomUUID());
            for (String name : Who.BANNED.accounts()) {
                chat.moderate(kind, "ban", name);
            }
            for (String name : Who.MUTED.accounts()) {
                chat.moderate(kind, "mute", name);
            }
        }
        String attic = Long.toString(ids.get(Kind.ARCHIVED));
        AdminForms.saved(
                chat.root,
                Stream.concat(
                                Stream.of(Kind.ARCHIVED.form(
                                        Kind.ARCHIVED.slug,
                                        chat.those(Who.OWNER) + "\n" + chat.those(Who.DISABLED),
                                        chat.those(Who.SUBSCRIBER))),
                                Stream.of("id", attic, "is_archived", "on", "moderators", chat.those(Who.MODERATOR)))
                        .toArray(String[]::new));
        return chat;
    }

    private static List<String> names(String first, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> first + "-" + i).toList();
    }

    EmbeddedServer server() {
        return server;
    }

    Person person(Who who) {
        return people.get(who);
    }

    /** After they were at a URL, which may have signed them out for good. */
    void renew(Who who, String url) throws Exception {
        if (TAKES_ACCOUNTS.contains(url)) {
            spare.get(who).remove();
        }
        if (TAKES_ACCOUNTS.contains(url) || TAKES_COOKIES.contains(url)) {
            comeIn(who);
        }
    }

    private void comeIn(Who who) throws Exception {
        people.put(
                who,
                switch (who) {
                    case NOBODY -> new Person(server.base());
                    case GUEST -> Person.guest(server.base(), "gil-" + ++newNames);
                    case DISABLED -> disabled();
                    default -> Person.signedIn(server.base(), spare.get(who).element());
                });
    }

    private Person disabled() throws Exception {
        String name = spare.get(Who.DISABLED).remove();
        Person person = Person.signedIn(server.base(), name);
        Answers.redirect(act("disable", name));
        return person;
    }

    /** A room that something is to be done to is another one from now on. */
    void forgetDoomed(Kind kind) {
        doomed.remove(kind);
    }

    /** What stands for the names in capitals of a question, anew each time. */
    Map<String, String> values(String question, Kind kind, Who who) throws Exception {
        Map<String, String> values = new HashMap<>();
        for (Matcher name = PLACEHOLDER.matcher(question); name.find(); ) {
            if (!values.containsKey(name.group())) {
                values.put(name.group(), value(name.group(), kind, who));
            }
        }
        return values;
    }

    static String fill(String question, Map<String, String> values) {
        return PLACEHOLDER.matcher(question).replaceAll(name -> Matcher.quoteReplacement(values.get(name.group())));
    }

    private String value(String name, Kind kind, Who who) throws Exception {
        return switch (name) {
            case "SLUG" -> kind.slug();
            case "ID" -> Long.toString(ids.get(kind));
            case "DOOMED" -> Long.toString(doomed(kind));
            case "STAMP" -> AdminForms.stamp(root, Long.toString(doomed(kind)));
            case "SAID" -> said(kind, who);
            case "NEW" -> "new-" + ++newNames;
            case "FRIEND" -> friends.remove();
            case "MUTED_FRIEND" -> mutedFriend(kind);
            case "FRIEND_ID" -> id(friends.remove());
            case "FAN" -> fans.remove();
            case "OFF" -> disabledFriend();
            case "OFF_ID" -> id(disabledFriend());
            case "LINK" -> link();
            case "MINE" -> Person.PASSWORD;
            case "ANOTHER" -> "battery staple horse";
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** What they said there themselves; where they may not say anything, what another person said. */
    private String said(Kind kind, Who who) throws Exception {
        HttpResponse<String> answer =
                person(who).post("send_message/", "room_id", Long.toString(ids.get(kind)), "message", "first");
        return answer.statusCode() == 200
                ? Person.object(answer).get("message_id").getAsString()
                : "1";
    }

    /** A room of the kind for which it is the last question, if that is let through. */
    private long doomed(Kind kind) throws Exception {
        if (!doomed.containsKey(kind)) {
            String name = "doomed-" + ++newNames;
            AdminForms.saved(
                    root, kind.form(name, those(Who.OWNER) + "\n" + those(Who.DISABLED), those(Who.SUBSCRIBER)));
            doomed.put(kind, AdminForms.roomId(root, name));
        }
        return doomed.get(kind);
    }

    /** Those who are still there. */
    private String those(Who who) {
        return who.accounts().stream().filter(accounts::isTaken).collect(Collectors.joining("\n"));
    }

    private String id(String name) {
        return Long.toString(accounts.findByName(name).orElseThrow().id());
    }

    private HttpResponse<String> act(String act, String name) throws Exception {
        return root.post("admin/people/", "id", id(name), "act", act);
    }

    private void moderate(Kind kind, String act, String name) throws Exception {
        HttpResponse<String> answer =
                root.post("moderate/", "room_id", Long.toString(ids.get(kind)), "act", act, "username", name);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    private String mutedFriend(Kind kind) throws Exception {
        String name = friends.remove();
        moderate(kind, "mute", name);
        return "account:" + id(name);
    }

    private String disabledFriend() throws Exception {
        String name = friends.remove();
        Answers.redirect(act("disable", name));
        return name;
    }

    private String link() throws Exception {
        String page = Answers.page(200, act("link", friends.remove()));
        Matcher link =
                Pattern.compile("/new_password/\\?link=([^<]*)</textarea>").matcher(page);
        if (!link.find()) {
            throw new IllegalStateException(page);
        }
        return link.group(1);
    }

    /** All that is in the database, to the last number that it gave away, and who is here. */
    String fingerprint() throws Exception {
        StringBuilder all = new StringBuilder(root.get("rooms/").body());
        try (var connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("SCRIPT NOSETTINGS")) {
            while (lines.next()) {
                all.append(lines.getString(1)).append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public void close() throws LifecycleException {
        dataSource.close();
        server.close();
    }
}

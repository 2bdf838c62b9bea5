package org.chatrooms.it.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises to whoever writes a page in the place of ours. */
class PageContractTest {
    private static final Path WEBAPP = Path.of(System.getProperty("chat.webapp"));
    private static final Pattern ROW = Pattern.compile("\\| (`\\w+\\.jsp`[^|]*) \\|([^|]*)\\|");
    private static final Pattern IN_PARENTHESES = Pattern.compile("\\((`[^)]*)\\)");
    private static final Pattern QUOTED = Pattern.compile("`([\\w.]+)`");

    /** What any page may get. */
    private static final Set<String> COMMON = Set.of("chat", "chatParts", "text", "error", "retryAfter", "hasArchive");

    /** What each page got that was shown: as many sets of names as it was shown. */
    private static final Map<String, Set<Set<String>>> SHOWN = new ConcurrentHashMap<>();

    /** Sees each page on the way to its JSP. */
    public static final class Watcher extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            SHOWN.computeIfAbsent(
                            Path.of(request.getServletPath()).getFileName().toString(),
                            page -> ConcurrentHashMap.newKeySet())
                    .add(Collections.list(request.getAttributeNames()).stream()
                            .filter(name -> !name.contains(".")) // which are the container's
                            .collect(Collectors.toSet()));
            chain.doFilter(request, response);
        }
    }

    private record Promise(Set<String> always, Set<String> sometimes) {}

    private static Map<String, Promise> promises() throws IOException {
        Map<String, Promise> promises = new HashMap<>();
        for (String line : Files.readAllLines(WEBAPP.resolve("../../README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> sometimes = IN_PARENTHESES
                        .matcher(row.group(2))
                        .results()
                        .flatMap(part -> quoted(part.group(1)))
                        .collect(Collectors.toSet());
                Set<String> always =
                        quoted(row.group(2).replaceAll("\\([^)]*\\)", "")).collect(Collectors.toSet());
                quoted(row.group(1)).forEach(page -> promises.put(page, new Promise(always, sometimes)));
            }
        }
        return promises;
    }

    private static Stream<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1));
    }

    @Test
    void every_page_gets_what_is_promised_and_nothing_else(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        DataFolder.makePeople(data, "root", "ann");
        EmbeddedServer.makeRooms(data, new Room(0, "Vault", "vault", "", true, true, DataFolder.hash("sesame")));
        HostSite site = new HostSite(folder.resolve("site")).webXml("""
                <filter><filter-name>watcher</filter-name><filter-class>%s</filter-class></filter>
                <filter-mapping>
                    <filter-name>watcher</filter-name>
                    <url-pattern>/WEB-INF/jsp/chatrooms/*</url-pattern>
                    <dispatcher>FORWARD</dispatcher>
                </filter-mapping>
                """.formatted(Watcher.class.getName()));
        try (EmbeddedServer server = EmbeddedServer.startSite(data, site)) {
            lookAround(server);
        }

        Map<String, Promise> promises = promises();
        try (Stream<Path> pages = Files.list(WEBAPP.resolve("WEB-INF/jsp/chatrooms"))) {
            Set<String> names = pages.map(page -> page.getFileName().toString()).collect(Collectors.toSet());
            assertEquals(names, promises.keySet(), "the README's pages");
            assertEquals(names, SHOWN.keySet(), "the pages that were shown");
        }
        promises.forEach((page, promise) -> SHOWN.get(page).forEach(given -> {
            Set<String> unknown = new TreeSet<>(given);
            unknown.removeAll(promise.always());
            unknown.removeAll(promise.sometimes());
            unknown.removeAll(COMMON);
            assertEquals(Set.of(), unknown, page + " gets them, and the README does not say so");
            assertTrue(given.containsAll(promise.always()), () -> page + " gets only " + given);
            assertTrue(given.containsAll(Set.of("chat", "chatParts", "text")), page);
        }));
    }

    /** Each page as it is opened, and each form once with what is wrong. */
    private static void lookAround(EmbeddedServer server) throws Exception {
        Person root = Person.signedIn(server.base(), "root");
        for (String path : List.of(
                "rooms/",
                "room/lobby/",
                "account/",
                "account/delete/",
                "subscribers/?room_slug=lobby",
                "order/?room_slug=lobby",
                "admin/",
                "admin/room/",
                "admin/room/?id=1",
                "admin/room/delete/?id=1",
                "admin/people/",
                "admin/people/erase/?id=2",
                "admin/messages/",
                "admin/messages/?room_id=1&q=tea",
                "admin/acts/",
                "admin/here/",
                "admin/work/")) {
            root.get(path);
        }
        root.post("account/", "current_password", "guess", "new_password", Person.PASSWORD);
        root.post("account/delete/", "current_password", "guess");
        root.post("subscribers/", "room_slug", "lobby", "username", "nobody", "act", "add");
        root.post("room/lobby/", "message", "x".repeat(5001));
        root.post("admin/room/", "id", "0");
        Optional<String> link = Pattern.compile("link=([^<]*)</textarea>")
                .matcher(root.post("admin/people/", "id", "2", "act", "link").body())
                .results()
                .map(found -> found.group(1))
                .findFirst();
        Person nobody = new Person(server.base());
        for (String path : List.of(
                "login/",
                "register/",
                "setguestname/",
                "room/vault/",
                "nothing/",
                "new_password/?link=" + link.get())) {
            nobody.get(path);
        }
        nobody.post("new_password/", "link", link.get(), "new_password", "short");
        nobody.post("unlock/", "room_slug", "vault", "password", "guess");
        nobody.post("login/", "username", "ann", "password", "guess");
        nobody.post("register/", "username", "", "password", "");
        nobody.post("setguestname/", "guest_name", "");
        Person.signedIn(server.base(), "ann").get("admin/");
    }
}

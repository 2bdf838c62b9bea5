package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody writes, others see it as it was written, and it does nothing. */
class HostileTextTest {
    static final List<String> TEXTS = List.of(
            "<script>__xss=1</script>",
            "<img src=x onerror=__xss=1>",
            "<svg onload=__xss=1>",
            "\" autofocus onfocus=\"__xss=1",
            "' autofocus onfocus='__xss=1",
            "</textarea></title></script><script>__xss=1</script>",
            "--><script>__xss=1</script><!--",
            "<a href=\"javascript:__xss=1\">javascript:__xss=1</a>",
            "${7*7} #{7*7} ${chat.nonce} {{7*7}}",
            "<c:out value=\"${7*7}\"/><%= 7*7 %>",
            "&lt;b&gt;&#60;script&#62;&amp;amp;\\u003cb\\u003e");

    static final String ALL = String.join("", TEXTS);

    /** Those of guests are short. Letters that only look like markup become what they look like. */
    private static final List<String> NAMES = List.of(
            "<svg onload=__xss=1>",
            "\" onfocus=__xss=1 a",
            "' onfocus=__xss=1 a",
            "</script><!--",
            "${7*7}#{7*7}",
            "<c:out value=\"1\"/>",
            "&lt;b&gt;",
            "＜img onerror＝x＞");

    private static final List<String> NAMES_SHOWN = NAMES.stream()
            .map(name -> Normalizer.normalize(name, Normalizer.Form.NFKC))
            .toList();

    private static final String OWN_NAME = "\"><b onclick='x'>";

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    private Alarms alarms;
    private Page page;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        Room[] rooms = IntStream.range(0, TEXTS.size())
                .mapToObj(i -> Room.open(TEXTS.get(i), "room" + i, "About " + TEXTS.get(i)))
                .toArray(Room[]::new);
        EmbeddedServer.makeRooms(data, rooms);
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() {
        page = browser.open();
        alarms = Alarms.on(page);
    }

    @AfterEach
    void nothing_ran_and_nothing_had_to_be_stopped() {
        alarms.areSilent();
    }

    @Test
    void names_and_descriptions_of_rooms_are_text() {
        page.navigate(url("rooms/"));
        sees(Stream.concat(TEXTS.stream(), Stream.of("Lobby")).sorted().toList(), ".rooms strong");
        ChatPage.enter(page, server.base(), "room0", "Reader");
        for (int i = 0; i < TEXTS.size(); i++) {
            page.navigate(url("room/room" + i + "/"));
            sees(List.of(TEXTS.get(i) + " · Chatrooms"), "title");
            sees(List.of(TEXTS.get(i)), "h1");
            sees(List.of("About " + TEXTS.get(i)), "#chatHeading p");
        }
    }

    @Test
    void messages_and_names_of_guests_are_text_from_the_server_and_from_the_script() throws Exception {
        List<Person> guests = new ArrayList<>();
        for (String name : NAMES) {
            guests.add(Person.guest(server.base(), name));
        }
        ChatPage chat = ChatPage.enter(page, server.base(), OWN_NAME);
        speak(guests);
        List<String> names = Stream.concat(
                        Stream.of(OWN_NAME + " (you)"), NAMES_SHOWN.stream().sorted())
                .map(name -> "(guest) " + name)
                .toList();
        sees(TEXTS, ".messageContent");
        sees(names, "#connectedUsersList li");

        page.route("**/*.js", Route::abort);
        chat.reload();
        sees(TEXTS, ".messageContent");
        assertThat(page.locator("#connectedUsersList li")).hasCount(names.size());
        sees(List.of("(guest) " + OWN_NAME), "#menu strong");
        page.unroute("**/*.js");

        chat.reload();
        chat.isLive();
        chat.say("<b>Mine</b>");
        sees(List.of("<b>Mine</b>"), ".myMessage .messageContent");
    }

    @Test
    void a_name_that_is_refused_is_text_in_the_form() {
        page.navigate(url("setguestname/?room_slug=lobby"));
        page.getByLabel("Your name").evaluate("field => field.removeAttribute('maxlength')");
        page.getByLabel("Your name").fill(ALL);
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).hasText("A name has 1 to 20 characters.");
        assertThat(page.getByLabel("Your name")).hasValue(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "room/%s/",
                "rooms/?page=%s",
                "login/?next=%s",
                "register/?next=%s",
                "new_password/?link=%s",
                "subscribers/?room_slug=%s",
                "setguestname/?room_slug=%s",
                "setguestname/?room_slug=%s&room_slug=%s",
                "static/chatrooms/%s",
                "nowhere/%s?%s",
                "get_messages/?room_id=%s"
            })
    void what_stands_in_a_link_is_text_on_the_page_of_errors(String path) {
        // Tomcat itself refuses slashes of either kind that are encoded in a path.
        String text =
                TEXTS.stream().filter(each -> !each.matches(".*[/\\\\].*")).collect(joining());
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        page.navigate(url(path.replace("%s", encoded)));
        assertThat(page.locator("body")).not().containsText("49");
    }

    /** Each text once, by one guest after the other, all of whom are here. */
    private static void speak(List<Person> guests) throws Exception {
        for (int i = 0; i < TEXTS.size(); i++) {
            Person guest = guests.get(i % guests.size());
            guest.post("notify_users_list/", "room_id", Long.toString(Person.LOBBY));
            guest.say(TEXTS.get(i));
        }
    }

    private static String url(String path) {
        return server.base() + path;
    }

    /** To the letter. */
    private void sees(List<String> texts, String selector) {
        Locator found = page.locator(selector);
        assertThat(found).hasCount(texts.size());
        assertEquals(texts, found.allTextContents());
    }
}

package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages and their script speak the reader's language. The site here has added one, and says some things its own way. */
class LanguagesTest {
    /** What words.js says by itself, by the names of the texts; where it takes arguments, with their places in it. */
    private static final String ENGLISH = """
            async (file) => {
              const { words } = await import(file);
              const said = (words, path) => Object.entries(words).flatMap(([key, word]) => {
                if (typeof word === "object") return said(word, `${path}${key}.`);
                return [[path + key, typeof word === "function" ? word("{0}", "{1}", "{2}") : word]];
              });
              return Object.fromEntries(said(words, "").filter(([, word]) => word !== undefined));
            }
            """;

    /** In how many places the names of rooms begin, whichever way they are read. */
    private static final String EDGES = """
            (side) => new Set([...document.querySelectorAll(".rooms strong")].map((name) => {
              const text = document.createRange();
              text.selectNodeContents(name);
              return Math.round(text.getBoundingClientRect()[side]);
            })).size
            """;

    /** Somebody with as long a name as there is, and what they say after the others. */
    private static final Map<String, List<String>> TALK = Map.of(
            "de",
            List.of(
                    "Wilhelmine Mammwomme",
                    "Am Donnerstag kann ich auch. Wer hat den Schlüssel?",
                    "Jonas",
                    "Guten Abend! Treffen wir uns am Donnerstag, wie verabredet?",
                    "Käthe",
                    "Ja, um sieben in der Bibliothek: https://example.org/bibliothek",
                    "Emil",
                    "Prima, bis dann!"),
            "ar",
            List.of(
                    "عبد الرحمن بن مأمون",
                    "أستطيع الحضور يوم الخميس أيضاً. من معه المفتاح؟",
                    "سامي",
                    "مساء الخير جميعاً! هل نلتقي يوم الخميس كما اتفقنا؟",
                    "ليلى",
                    "نعم، الساعة 7 في المكتبة: https://example.org/library",
                    "نور",
                    "ممتاز، إلى اللقاء!"));

    @AutoClose
    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        HostSite site = new HostSite(folder.resolve("site"))
                .file(
                        "WEB-INF/texts/nl.properties",
                        "languageName=Nederlands\ndirection=ltr\nrooms=<Kamers> 'n & \"o\"\n")
                .setting("chatrooms.limits.enabled", "true")
                .setting("chatrooms.limits.messagesPerSecond", "1")
                .setting("chatrooms.limits.messageBurst", "1");
        Path data = folder.resolve("data");
        DataFolder.makePeople(data, "root");
        EmbeddedServer.makeRooms(
                data, Room.open("Deutsch", "de", ""), Room.open("العربية", "ar", ""), Room.open("Quick", "quick", ""));
        server = EmbeddedServer.startSite(data, site);
    }

    private Page reader(String locale) {
        Page page = browser.open(BrowserWindow.DESK, new Browser.NewContextOptions().setLocale(locale));
        page.navigate(server.base() + "rooms/");
        return page;
    }

    @ParameterizedTest
    @CsvSource({
        "de-AT, de, ltr, Räume, Verbunden",
        "fr, fr, ltr, Salons, En direct",
        "ar-EG, ar, rtl, الغرف, متصل",
        "nl, nl, ltr, <Kamers> 'n & \"o\", Live",
        "ja, en, ltr, Rooms, Live",
    })
    void a_page_and_its_script_speak_what_the_browser_reads(
            String locale, String language, String direction, String rooms, String live) {
        Page page = reader(locale);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("html")).hasAttribute("dir", direction);
        assertThat(page.locator("h1")).hasText(rooms);
        assertThat(page).hasTitle(rooms + " · Chatrooms");

        page.navigate(server.base() + "room/lobby/");
        page.locator("#guestName").fill("Reader " + language);
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatStatus")).hasText(live);
    }

    @Test
    void whoever_chooses_a_language_stays_on_the_page_and_keeps_the_language() {
        Page page = reader("en-US");
        page.navigate(server.base() + "setguestname/?room_slug=de");
        page.getByText("Deutsch").click();
        assertThat(page.locator("h1")).hasText("Wähle einen Namen");
        assertEquals(server.base() + "setguestname/?room_slug=de", page.url());
        assertThat(page.locator("footer [aria-current]")).hasText("Deutsch");

        page.locator("#guestName").fill("Дdam");
        page.keyboard().press("Enter");
        assertThat(page.locator("#wrong")).hasText("Ein Name darf Buchstaben verschiedener Schriften nicht mischen.");
        page.locator("#guestName").fill("Adam");
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatStatus")).hasText("Verbunden");
        assertThat(page.locator("#connectedUsersList .self")).hasText("(guest) Adam (du)");

        page.keyboard().insertText("Guten Tag");
        page.keyboard().press("Enter");
        assertThat(page.locator(".chatDay")).hasText("Heute"); // in a browser that speaks English
    }

    @ParameterizedTest
    @ValueSource(strings = {"login/", "register/"})
    void whoever_chooses_a_language_where_one_signs_in_still_comes_to_where_that_leads(String path) {
        Page page = reader("en-US");
        String next = "/chat/room/de/";
        page.navigate(server.base() + path + "?next=" + next);
        page.getByText("Deutsch").click();
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator("main [name=next]")).hasValue(next);
    }

    @Test
    void what_the_chat_refuses_reads_like_the_rest_of_the_page() {
        Page page = reader("de");
        page.navigate(server.base() + "room/quick/");
        page.locator("#guestName").fill("Quick Adam");
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatStatus")).hasText("Verbunden");
        for (String text : List.of("one", "two", "three", "four")) {
            page.keyboard().insertText(text);
            page.keyboard().press("Enter");
        }
        assertThat(page.locator("#chatPending small").first())
                .hasText(Pattern.compile("Du sendest Nachrichten zu schnell\\. Neuer Versuch in \\d s"));
        page.navigate(server.base() + "room/none/");
        assertThat(page.locator("h1")).hasText("Hier ist nichts");
    }

    /** A page in English brings no words: the script has them, the same as in the file that others are translated from. */
    @Test
    void the_english_of_the_script_is_that_of_the_texts() throws IOException {
        Page page = reader("en-US");
        Object alone = page.evaluate(ENGLISH, server.base() + "static/chatrooms/js/words.js");
        page.navigate(server.base() + "room/lobby/");
        page.locator("#guestName").fill("Words");
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatStatus")).hasText("Live");
        assertEquals("{}", page.locator("#chatWords").textContent());

        Properties texts = new Properties();
        try (Reader file = Files.newBufferedReader(
                Path.of(System.getProperty("chat.webapp"), "WEB-INF", "texts", "en.properties"))) {
            texts.load(file);
        }
        Map<String, String> words = texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("words."))
                .collect(Collectors.toMap(key -> key.substring("words.".length()), texts::getProperty));
        assertEquals(words, alone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ar"})
    void a_page_in_any_language_has_room_for_it_and_keeps_nobody_out(String language) throws Exception {
        List<String> talk = TALK.get(language);
        Page page = reader(language);
        look(page, "rooms-" + language);
        boolean isRightToLeft = language.equals("ar");
        assertEquals(1, page.evaluate(EDGES, isRightToLeft ? "right" : "left"));
        page.navigate(server.base() + "room/" + language + "/");
        look(page, "name-" + language);
        page.locator("#guestName").fill(talk.get(0));
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatStatus")).hasAttribute("data-state", "live");
        String room = page.locator("#chat").getAttribute("data-room-id");
        for (int i = 2; i < talk.size(); i += 2) {
            Person other = Person.guest(server.base(), talk.get(i));
            other.post("notify_users_list/", "room_id", room);
            other.post("send_message/", "room_id", room, "message", talk.get(i + 1), "reply_to", i == 2 ? "" : "1");
        }
        assertThat(page.locator(".chatMessage")).hasCount(talk.size() / 2 - 1);
        page.locator("#chatSendText").fill(talk.get(1));
        page.keyboard().press("Enter");
        assertThat(page.locator(".myMessage")).hasCount(1);
        assertThat(page.locator(".messageQuote").first()).hasCSS("direction", isRightToLeft ? "rtl" : "ltr");
        look(page, "room-" + language);

        for (String path : List.of("register/", "room/none/", "setguestname/", "login/?next=/chat/admin/")) {
            page.navigate(server.base() + path);
            look(page, path.replaceAll("/|[?].*", "") + "-" + language);
        }
        page.locator("#username").fill("root");
        page.locator("#password").fill(Person.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(server.base() + "admin/");
        look(page, "admin-" + language);
    }

    private static void look(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            BrowserWindow.PHONE.resize(page);
            assertEquals(List.of(), Axe.findings(page), name + ", " + scheme);
        }
        for (BrowserWindow window : BrowserWindow.values()) {
            window.resize(page);
            BrowserExtension.screenshot(page, name + "-" + window);
            assertTrue(
                    (boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
                    name + " scrolls sideways at " + window);
        }
    }
}

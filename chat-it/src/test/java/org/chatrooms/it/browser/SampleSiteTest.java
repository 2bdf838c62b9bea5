package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.SampleSite;
import org.chatrooms.it.harness.StockTomcat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample site, a tea shop that took the chat in, on somebody's Tomcat: the chat is the shop's, and the shop is as it was. */
@ParameterizedClass(name = "Tomcat {0}")
@ValueSource(strings = {"10", "11"})
class SampleSiteTest {
    /** Everybody's password is their name. */
    private static final String USERS = """
            <user username="mia" password="mia" roles="customer"/>
            <user username="tom" password="tom" roles="customer"/>
            <user username="ada" password="ada" roles="customer,staff"/>
            """;

    private static final Pattern VARIABLE = Pattern.compile("--chat-[a-z-]+:");

    @TempDir
    private static Path folders;

    private static Path war;
    private static StockTomcat tomcat;

    @Parameter
    private String version;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws Exception {
        if (war == null) {
            war = SampleSite.build(Files.createDirectory(folders.resolve("build")));
        }
        Path folder = Files.createDirectory(folders.resolve(version));
        tomcat = StockTomcat.startSite(version, folder, war, SampleSite.withoutChat(war), USERS);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        tomcat.close();
    }

    /** The same site as it was before it had the chat. */
    private static URI before() {
        return URI.create(tomcat.base().toString().replace("localhost", "127.0.0.1"));
    }

    /** Signs in where the shop wants to know who somebody is. */
    private static Person customer(URI base, String name) throws Exception {
        Person person = new Person(base);
        person.get("/orders/");
        person.post("/orders/j_security_check", "j_username", name, "j_password", name);
        assertTrue(person.get("/orders/").body().contains("Which tea?"), "not signed in");
        return person;
    }

    private static String all(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.computeIfPresent(
                "set-cookie",
                (name, values) -> values.stream()
                        .map(value -> value.replaceFirst("^JSESSIONID=\\w+", "JSESSIONID="))
                        .toList());
        return answer.statusCode() + " " + headers + "\n" + answer.body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/rooms/",
                "/rooms",
                "/room/lobby/",
                "/login.jsp",
                "/login.jsp?again=yes",
                "/orders/",
                "/orders/new",
                "/css/shop.css",
                "/static/chatrooms/",
                "/chatter/",
                "/nothing/at/all",
                "/WEB-INF/web.xml",
                "/org/chatrooms/launcher/Main.class",
            })
    void a_page_of_the_shop_is_to_the_byte_what_it_was_without_the_chat(String path) throws Exception {
        String policy = "default-src 'self'; img-src 'self' https://images.example.com";
        assertEquals(404, new Person(before()).get("rooms/").statusCode(), "there is no chat");

        assertEquals(all(new Person(before()).get(path)), all(new Person(tomcat.base()).get(path)));
        HttpResponse<String> answer = customer(before(), "mia").get(path);
        assertEquals(all(answer), all(customer(tomcat.base(), "mia").get(path)));
        assertEquals(path.startsWith("/WEB-INF") ? "" : policy, Answers.header("Content-Security-Policy", answer));
    }

    @Test
    void so_is_what_it_answers_to_a_form_in_its_own_encoding_wherever_that_comes_from() throws Exception {
        HttpResponse<String> then = order(customer(before(), "mia"));

        assertEquals("mia gets caf\u00e9\n", then.body());
        assertEquals(all(then), all(order(customer(tomcat.base(), "mia"))));
    }

    private static HttpResponse<String> order(Person person) throws Exception {
        return person.send(person.request("/orders/new")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("tea=caf%E9")));
    }

    @Test
    void the_chat_knows_who_signed_in_at_the_shop_and_heeds_its_handler_and_its_policy() throws Exception {
        Person mia = customer(tomcat.base(), "mia");
        Person guest = Person.guest(tomcat.base(), "Gus");
        long id = mia.say("The Darjeeling is like no other");

        Person.Seen seen = guest.poll(id - 1).get(0);
        assertEquals("mia", seen.username());
        assertEquals("The Darjeeling is like no other", seen.content());
        assertEquals(
                "Please do not swear here.",
                Answers.jsonError(400, mia.post("send_message/", "room_id", "1", "message", "damn good tea")));
        HttpResponse<String> refusal = guest.post("send_message/", "room_id", "1", "message", "May I?");
        assertEquals("403 Access denied", refusal.statusCode() + " " + refusal.body());
        Answers.page(200, customer(tomcat.base(), "ada").get("admin/"));
        Answers.page(403, mia.get("admin/"));
    }

    @Test
    void whoever_signs_in_from_the_chat_does_so_on_the_shops_page() throws Exception {
        Person tom = new Person(tomcat.base());
        String form = tom.get("login/?next=%2Fchat%2Froom%2Flobby%2F").body();

        assertEquals(form, tom.get("/login.jsp").body());
        HttpResponse<String> answer = tom.post("login/j_security_check", "j_username", "tom", "j_password", "tom");
        answer = tom.get(Answers.header("Location", answer));
        assertEquals("/chat/room/lobby/", Answers.redirect(answer));
        assertTrue(Answers.page(200, tom.get("room/lobby/")).contains("data-username=\"tom\""));
    }

    @Test
    void what_the_shop_has_in_the_place_of_the_chats_files_is_shown_and_all_else_is_the_chats() throws Exception {
        Person guest = Person.guest(tomcat.base(), "Ida");
        for (String path : List.of("rooms/", "room/lobby/", "setguestname/", "order/?room_slug=lobby", "nothing/")) {
            String page = guest.get(path).body();
            assertTrue(page.contains("<strong>Leaf and Pot</strong>"), page); // the layout
            assertTrue(page.contains("What we talk about"), page); // a text
        }
        assertTrue(guest.get("rooms/").body().contains(" at the table"), "the page");
        String german = guest.send(guest.request("rooms/").header("Accept-Language", "de"))
                .body();
        assertTrue(german.contains("<h1>Räume</h1>"), german);
    }

    @Test
    void what_is_said_is_in_the_shops_diary() throws Exception {
        long id = customer(tomcat.base(), "mia").say("For the diary");

        Path diary = folders.resolve(version).resolve("logs/diary.txt");
        await().until(() -> Files.readString(diary).contains("1 " + id + " MESSAGE mia: For the diary\n"));
    }

    @Test
    void its_colours_are_a_file_with_all_that_ours_has() throws Exception {
        Path ours = Path.of(System.getProperty("chat.webapp"), "static/chatrooms/css/theme.css");
        String theirs =
                new Person(tomcat.base()).get("static/chatrooms/css/theme.css").body();

        assertTrue(theirs.contains("as the shop has them"), theirs);
        assertEquals(variables(Files.readString(ours)), variables(theirs));
    }

    private static List<String> variables(String css) throws IOException {
        return VARIABLE.matcher(css).results().map(MatchResult::group).toList();
    }

    @Nested
    class InABrowser {
        @RegisterExtension
        final BrowserExtension browser = new BrowserExtension();

        private Page signIn(String name) {
            Page page = browser.open();
            page.navigate(tomcat.base().resolve("/").toString());
            page.getByText("Chat", new Page.GetByTextOptions().setExact(true)).click();
            looks(page, "sample-rooms-guest");
            page.getByText("Sign in").click();
            assertThat(page.locator("h1")).hasText("Welcome back");
            ChatPage.identify(page, name, name);
            assertThat(page.locator("h1")).hasText("What we talk about");
            return page;
        }

        private void looks(Page page, String name) {
            for (BrowserWindow window : List.of(BrowserWindow.PHONE, BrowserWindow.DESK)) {
                window.resize(page);
                BrowserExtension.screenshot(page, name + "-" + window + "-" + version);
                assertEquals(List.of(), Axe.findings(page), name);
            }
        }

        private ChatPage enterLobby(Page page) {
            page.locator(".rooms a").click();
            return ChatPage.in(page, "lobby");
        }

        @Test
        void two_customers_chat_within_the_shops_pages_and_a_guest_listens() {
            ChatPage mia = enterLobby(signIn("mia"));
            ChatPage tom = enterLobby(signIn("tom"));
            int before = mia.messages().count();

            mia.say("Is the pot warm?");
            assertThat(tom.messages().last()).containsText("Is the pot warm?");
            tom.say("It is");
            assertThat(mia.messages()).hasCount(before + 2);
            assertThat(mia.messages().last()).containsText("It is");
            assertThat(mia.page().locator("header.shop")).isVisible();
            assertThat(mia.page().locator("#connectedUsersList .self")).hasText("mia (that’s you)");
            looks(mia.page(), "sample-room");

            mia.say("damn");
            assertThat(mia.error()).hasText("Not sent: Please do not swear here.");
            assertThat(mia.field()).hasValue("damn");
            assertThat(mia.field()).isFocused();
            mia.field().fill("Sorry");
            mia.field().press("Enter");
            assertThat(tom.messages().last()).containsText("Sorry");
            assertThat(tom.messages()).hasCount(before + 3);

            ChatPage guest = ChatPage.enter(browser.open(), tomcat.base(), "Lea");
            assertThat(guest.page().locator("#chatSilence")).hasText("You may not write in this room.");
            assertThat(guest.field()).not().isEditable();
            tom.say("Bye");
            assertThat(guest.messages().last()).containsText("Bye");
        }

        private Page counter(Page page, String query) {
            page.navigate(tomcat.base().resolve("/talk.jsp" + query).toString());
            assertThat(page.locator("h1")).hasText("At the counter");
            return page;
        }

        @Test
        void a_page_of_the_shop_has_a_room_in_it() {
            ChatPage tom = enterLobby(signIn("tom"));
            Page mia = counter(signIn("mia"), "");
            assertThat(mia.locator("#chatStatus")).hasText("Live");
            mia.locator("#chatSendText").fill("Over the counter");
            mia.keyboard().press("Enter");
            assertThat(tom.messages().last()).containsText("Over the counter");
            tom.say("And back");
            assertThat(mia.locator("#chatText .chatMessage").last()).containsText("And back");
            assertThat(mia.locator("#connectedUsersList .self")).hasText("mia (that’s you)");
            looks(mia, "sample-counter");
        }

        @Test
        void a_page_of_the_shop_tells_what_is_going_on() {
            ChatPage tom = enterLobby(signIn("tom"));
            tom.say("The first of two");
            tom.say("The second");
            assertThat(tom.messages().last()).containsText("The second");
            Page page = counter(browser.open(), "?overheard=yes");
            assertThat(page.locator(".overheard .messageContent"))
                    .hasText(new String[] {"The first of two", "The second"});
            assertThat(page.locator("#connectedUsersList")).containsText("tom");
            assertThat(page.locator(".rooms strong")).hasText("Lobby");
            looks(page, "sample-overheard");
        }

        @Test
        void a_page_that_is_no_jsp_has_a_room_in_a_frame_without_the_shops_header() {
            Page page = signIn("mia");
            page.navigate(tomcat.base().resolve("/embed.html").toString());
            FrameLocator room = page.frameLocator("chat-room iframe");
            assertThat(room.locator("#chatStatus")).hasText("Live");
            assertThat(room.locator("header, nav, footer")).hasCount(0);
            assertThat(room.locator("base")).hasAttribute("target", "_top");
            page.waitForFunction("""
                    () => {
                      const frame = document.querySelector("chat-room").shadowRoot.querySelector("iframe");
                      return frame.clientHeight >= frame.contentDocument.body.getBoundingClientRect().height;
                    }""");
            looks(page, "sample-embed");
        }

        @Test
        void whoever_has_no_name_reads_there_and_is_shown_where_to_join() {
            ChatPage tom = enterLobby(signIn("tom"));
            Page nobody = counter(browser.open(), "");
            assertThat(nobody.locator("#chatStatus")).hasText("Live");
            tom.say("Come in");
            assertThat(nobody.locator("#chatText .chatMessage").last()).containsText("Come in");
            assertThat(nobody.locator("#chatSendText")).isHidden();
            looks(nobody, "sample-counter-nobody");
            nobody.getByText("Open the room to take part").click();
            assertThat(nobody.getByLabel("Your name")).isFocused();
        }
    }
}

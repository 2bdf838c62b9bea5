package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.BrowserWindow;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.chatrooms.policy.SubscribersOnly;
import org.chatrooms.web.guard.Passwords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people see: each page on a phone and at a desk, by day and by night, kept for people to look at. */
class AppearanceTest {
    /** Parts of the page that hide or scroll what is wider than they are; but for what is there to be heard, not seen. */
    private static final String TOO_WIDE = """
            () => [...document.querySelectorAll("body *")]
              .filter((part) => part.scrollWidth > part.clientWidth + 1)
              .filter((part) => getComputedStyle(part).overflowX !== "visible")
              .filter((part) => getComputedStyle(part).clipPath === "none")
              .filter((part) => getComputedStyle(part).textOverflow !== "ellipsis")
              .map((part) => part.outerHTML.slice(0, 80))
            """;

    /** Text that is too pale to be read: of less than 4.5 times the brightness of what it stands on, or the other way round. */
    private static final String TOO_PALE = """
            () => {
              const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
              const bright = (colour) => numbers(colour).slice(0, 3)
                .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
                .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0.05);
              const isClear = (part) => numbers(getComputedStyle(part).backgroundColor)[3] === 0;
              const ground = (part) => (isClear(part) && part.parentElement ? ground(part.parentElement) : part);
              const hasText = (part) => part.matches("input, textarea")
                || [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
              return [...document.querySelectorAll("body *")]
                .filter((part) => part.checkVisibility() && !part.matches("script, noscript") && hasText(part))
                .filter((part) => {
                  const [less, more] = [part, ground(part)]
                    .map((each, i) => bright(getComputedStyle(each)[i ? "backgroundColor" : "color"]))
                    .sort((a, b) => a - b);
                  return more / less < 4.5;
                })
                .map((part) => part.outerHTML.slice(0, 80));
            }
            """;

    /** What is to be hit with a finger and is smaller than one can hit; but for links in the middle of a sentence. */
    private static final String TOO_SMALL = """
            () => [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea, summary")]
              .filter((part) => part.checkVisibility() && !part.closest("p:not(:has(> .button)), .messageContent"))
              .map((part) => part.closest("label") ?? part)
              .filter((part) => part.getBoundingClientRect().height < 24)
              .map((part) => part.outerHTML.slice(0, 80))
            """;

    /** As long as a name may be, and as wide. */
    private static final String LONG_NAME = "Wilhelmina Mammwomme";

    private static final String PASSWORD = Person.PASSWORD;

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, LONG_NAME);
        Optional<String> lock = Optional.of(new Passwords().hash("friend"));
        EmbeddedServer.makeRooms(
                data,
                Room.open("Book club", "books", "One book a month. In November: The Left Hand of Darkness."),
                Room.open("Gardening", "garden", "Seeds, soil, slugs."),
                Room.open("Ελληνικά", "greek", "Μιλάμε ελληνικά."),
                Room.open("A quiet room", "quiet", ""),
                new Room(0, "M".repeat(64), "m".repeat(64), "w".repeat(200), true, false, Optional.empty()),
                new Room(0, "Members", "members", "", false, false, Optional.empty()),
                new Room(0, "The den", "den", "", true, true, lock));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void the_rooms() throws Exception {
        for (String reader : List.of("Jo", "Olga", "Grace H", "Λητώ", "Maximiliane Reader", "Zoë")) {
            Person.guest(server.base(), reader).post("notify_users_list/", "room_id", "2");
        }
        Page page = open("rooms/");
        assertThat(page.locator(".rooms li")).hasCount(6);
        looks(page, "rooms");
        ChatPage.enter(page, server.base(), "quiet", "Mammwomme Wilhelmina");
        page.navigate(server.base() + "rooms/");
        looks(page, "rooms-guest");
        looks(administrator("rooms/"), "rooms-administrator");
    }

    @Test
    void the_form_for_a_name_plain_and_with_an_error() {
        Page page = open("room/lobby/");
        looks(page, "name");
        page.getByLabel("Your name").fill("Adа with a Cyrillic а");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "name-refused");
    }

    @Test
    void signing_in_plain_and_with_an_error() {
        Page page = open("room/members/");
        looks(page, "login");
        ChatPage.identify(page, "Nobody", PASSWORD);
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "login-refused");
    }

    @Test
    void making_an_account_plain_and_with_an_error() {
        Page page = open("register/");
        looks(page, "register");
        ChatPage.identify(page, LONG_NAME, PASSWORD);
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "register-refused");
    }

    @Test
    void ones_own_account_plain_with_an_error_and_when_it_is_changed() {
        Page page = open("register/?next=/chat/account/");
        ChatPage.identify(page, "Somebody Else", PASSWORD);
        assertThat(page.locator("h1")).hasText("Your account");
        looks(page, "account");
        changePassword(page, "not my password");
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "account-refused");
        changePassword(page, PASSWORD);
        assertThat(page.locator(".done")).isVisible();
        looks(page, "account-done");
        page.navigate(server.base() + "admin/");
        looks(page, "error-403");
    }

    private static void changePassword(Page page, String present) {
        page.getByLabel("Present password").fill(present);
        page.getByLabel("New password").fill("another good password");
        page.keyboard().press("Enter");
    }

    @Test
    void the_form_for_a_rooms_password_plain_and_with_an_error() {
        Page page = open("room/den/");
        looks(page, "room-password");
        page.getByLabel("Password").fill("enemy");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "room-password-refused");
    }

    @Test
    void the_rooms_and_their_forms_for_those_who_run_the_chat() {
        Page page = administrator("admin/");
        looks(page, "admin-rooms");
        page.getByText("New room").click();
        assertThat(page.locator("h1")).hasText("New room");
        looks(page, "admin-room");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Lobby");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "admin-room-refused");
        page.navigate(server.base() + "admin/");
        page.locator("li", new Page.LocatorOptions().setHasText("The den"))
                .getByText("Change")
                .click();
        assertThat(page.locator("h1")).hasText("Change a room");
        looks(page, "admin-room-change");
        page.navigate(server.base() + "admin/");
        page.locator("li", new Page.LocatorOptions().setHasText("MMM"))
                .getByText("Delete")
                .click();
        assertThat(page.locator("h1")).containsText("Delete");
        looks(page, "admin-room-delete");
    }

    @Test
    void people_a_link_for_one_of_them_and_what_is_behind_it() throws Exception {
        Person.account(server.base(), "Forgetful Wilhelmina");
        Page page = administrator("admin/people/");
        looks(page, "admin-people");
        page.getByLabel("Name").fill("forgetful");
        page.keyboard().press("Enter");
        page.getByText("Forgot the password").click();
        String link = page.getByLabel("Link").inputValue();
        looks(page, "admin-link");

        Page mail = browser.open();
        mail.navigate(link);
        looks(mail, "new-password");
        mail.getByLabel("New password").fill("another good password");
        mail.keyboard().press("Enter");
        mail.waitForURL(server.base() + "rooms/");
        mail.navigate(server.base() + "account/delete/");
        looks(mail, "account-delete");
        mail.navigate(link);
        looks(mail, "new-password-used");
    }

    @Test
    void to_take_back_what_somebody_said_and_the_work_that_it_is() throws Exception {
        Person.account(server.base(), "Talkative Wilhelmina");
        Page page = administrator("admin/people/?name=talkative");
        page.getByText("Take back all messages").click();
        assertThat(page.locator("h1")).containsText("Talkative");
        looks(page, "admin-erase");
        page.getByText("Take back all messages").click();
        page.waitForURL(server.base() + "admin/work/");
        assertThat(page.locator("li").getByText("Talkative")).isVisible();
        looks(page, "admin-work");
    }

    @Test
    void the_subscribers_of_a_room_plain_and_with_an_error() throws Exception {
        Person.account(server.base(), "Quiet Subscriber");
        Page page = administrator("subscribers/?room_slug=members");
        page.getByLabel("Name of an account").fill("Quiet Subscriber");
        page.keyboard().press("Enter");
        assertThat(page.locator("li").getByText("Quiet Subscriber")).isVisible();
        looks(page, "subscribers");
        page.getByLabel("Name of an account").fill("Nobody At All");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).isVisible();
        looks(page, "subscribers-refused");
    }

    @Test
    void an_empty_room() {
        ChatPage ada = ChatPage.enter(browser.open(), server.base(), "quiet", "Ada Q");
        looks(ada.page(), "room-empty");
    }

    @Test
    void a_room_in_which_people_talk() throws Exception {
        long garden = 3;
        Person linus = Person.guest(server.base(), "Linus M");
        Person olga = Person.guest(server.base(), "Olga P");
        Person jo = Person.guest(server.base(), "Jo March");
        long asked = linus.say(
                garden,
                "Good morning! The slugs were at the lettuce again. What do you do about them?",
                UUID.randomUUID());
        olga.say(
                garden,
                "Copper tape around the beds, it has kept them out since May: https://example.org/copper-tape",
                UUID.randomUUID());
        jo.post(
                "send_message/",
                "room_id",
                Long.toString(garden),
                "reply_to",
                Long.toString(asked),
                "message",
                "A plank beside the bed. They sleep under it, and in the morning one carries them away.");
        for (Person person : List.of(linus, olga, jo)) {
            person.post("notify_users_list/", "room_id", Long.toString(garden));
        }
        ChatPage maja = ChatPage.enter(browser.open(), server.base(), "garden", "Maja");
        maja.say("I will try the plank. And who has seeds of the yellow beans?");
        assertThat(maja.messages()).hasCount(4);
        olga.say(garden, "I have. Come by on Saturday, Maja!", UUID.randomUUID());
        assertThat(maja.messages()).hasCount(5);
        assertThat(maja.users()).hasCount(4);
        maja.say("Thank you, see you then");
        assertThat(maja.messages()).hasCount(6);
        looks(maja.page(), "room-talk");
    }

    @Test
    void a_room_for_somebody_with_every_link_and_a_long_name_has_its_place_for_the_messages() {
        Page page = administrator("room/" + "m".repeat(64) + "/");
        ChatPage room = ChatPage.in(page, "m".repeat(64));
        room.say("I run this place.");
        room.shows("I run this place.");
        looks(page, "room-administrator");
        BrowserWindow.PHONE.resize(page);
        assertTrue(page.locator("#chatText").boundingBox().height > BrowserWindow.PHONE.height() / 2.0);
        page.locator(".you").click();
        assertThat(page.locator(".menu")).isVisible();
        looks(page, "room-administrator-menu");
    }

    @Test
    void a_full_room_and_the_same_without_a_network_and_without_a_name() throws Exception {
        List<Person> guests = new ArrayList<>();
        for (String name : List.of("Ada", "Bob", "Grace Hopper", "Linus", "Ευρυδίκη", "Maximilian Wanderer")) {
            guests.add(Person.guest(server.base(), name));
        }
        List<String> texts = List.of(
                "Hello!",
                "Has anybody seen where the minutes of last week went? I looked in the usual place, and in the unusual ones.",
                "No",
                "https://example.org/a/very/long/address/without/any/break/that/has/to/go/somewhere?and=more&of=it#and-more",
                "One line\nand another one\n\n  indented",
                ":-)",
                "مرحبا بالجميع، كيف حالكم اليوم؟",
                "x".repeat(120),
                "Me, too: `mvn verify`, or\n```\nmvn -q \\\n  verify\n```",
                "👍");
        for (int i = 0; i < 60; i++) {
            guests.get(i / 2 % guests.size()).say(texts.get(i % texts.size()));
        }
        for (Person guest : guests) {
            guest.post("notify_users_list/", "room_id", Long.toString(Person.LOBBY));
        }
        ChatPage me = ChatPage.enter(browser.open(), server.base(), "Me");
        me.say("I have only just come in. What did I miss?");
        guests.get(0).say("Nothing, sit down.");
        long answered = guests.get(1).say("I would not say nothing, would you?");
        String room = Long.toString(Person.LOBBY);
        guests.get(2).post("send_message/", "room_id", room, "message", "Nor I", "reply_to", Long.toString(answered));
        long regretted = guests.get(3).say("Silly remark");
        guests.get(3).post("delete_message/", "room_id", room, "message_id", Long.toString(regretted));
        guests.get(1)
                .post(
                        "edit_message/",
                        "room_id",
                        room,
                        "message_id",
                        Long.toString(answered),
                        "message",
                        "I would not say *nothing*.");
        assertThat(me.page().locator(".messageEdited")).isVisible();
        assertThat(me.messages()).hasCount(55);
        assertThat(me.users()).hasCount(7);
        looks(me.page(), "room-full");

        me.setOffline(true);
        me.say("Can you still hear me?");
        assertThat(me.status()).hasText("Offline");
        assertThat(me.waiting()).containsText(new String[] {"waiting for the connection"});
        looks(me.page(), "room-offline");

        me.page().context().clearCookies();
        me.setOffline(false);
        assertThat(me.status()).containsText("You have no name here any more.");
        assertThat(me.error()).isVisible();
        looks(me.page(), "room-nobody");
    }

    @Test
    void what_can_be_done_with_messages() throws Exception {
        Person linus = Person.guest(server.base(), "Linus B");
        linus.say(
                2,
                "Shall we read The Dispossessed next? I have two copies of it, and can lend one.",
                UUID.randomUUID());
        ChatPage me = ChatPage.enter(browser.open(), server.base(), "books", "Me too");
        me.say("I would like to read that one.");
        me.shows(
                "Shall we read The Dispossessed next? I have two copies of it, and can lend one.",
                "I would like to read that one.");
        Page page = me.page();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(me.actions()).hasCount(4);
        looks(page, "room-actions");
        me.actions().getByText("Delete").press("Enter");
        assertThat(page.locator("dialog[open]")).hasCount(1);
        looks(page, "room-delete");
        page.keyboard().press("Escape");

        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        me.field().fill("x".repeat(4_800));
        assertThat(me.about()).isVisible();
        looks(page, "room-reply");
        page.route("**/send_message/", route -> {});
        me.field().fill("I come to the next meeting.");
        me.field().press("Enter");
        assertThat(me.waiting()).containsText(new String[] {"sending…"});
        looks(page, "room-sending");

        page.locator("#chatSearchButton").click();
        page.getByLabel("Words").fill("read one");
        page.keyboard().press("Enter");
        assertThat(page.locator("#chatFound > li")).hasCount(2);
        looks(page, "room-search");
    }

    @Test
    void keeping_order_for_those_who_run_the_chat() throws Exception {
        Person loud = Person.guest(server.base(), "Loud Larry");
        loud.post("notify_users_list/", "room_id", "4");
        loud.say(4, "Buy tulips, tulips, tulips!\nAnd nothing but tulips.", UUID.randomUUID());
        Page page = administrator("admin/messages/");
        page.getByLabel("Room").selectOption("Ελληνικά");
        page.getByLabel("Words").fill("tulips");
        page.keyboard().press("Enter");
        assertThat(page.locator(".rooms li")).hasCount(1);
        looks(page, "admin-messages");
        Person.signedIn(server.base(), LONG_NAME)
                .post(
                        "moderate/",
                        "room_id",
                        "4",
                        "act",
                        "mute",
                        "username",
                        "(guest) Loud Larry",
                        "minutes",
                        "60",
                        "reason",
                        "only tulips");
        page.navigate(server.base() + "order/?room_slug=greek");
        assertThat(page.locator(".rooms li")).hasCount(1);
        looks(page, "order");
        page.navigate(server.base() + "admin/here/");
        assertThat(page.locator(".rooms li")).containsText(new String[] {"Loud Larry"});
        looks(page, "admin-here");
        page.navigate(server.base() + "admin/acts/");
        assertThat(page.locator(".rooms li").first()).containsText("only tulips");
        looks(page, "admin-acts");
    }

    @Test
    void the_theme() {
        looks(open("static/chatrooms/theme.html"), "theme");
    }

    @Test
    void pages_that_are_not_there() {
        looks(open("room/no-such-room/"), "error-404");
        looks(open("static/chatrooms/no-such-file"), "error-404-file");
    }

    @Test
    void where_everything_is_for_subscribers_and_one_is_none(@TempDir Path data) throws Exception {
        var settings = Map.of("chatrooms.accessPolicyClass", SubscribersOnly.class.getName());
        try (EmbeddedServer strict = EmbeddedServer.start(data, settings)) {
            Page page = browser.open();
            page.navigate(strict.base() + "rooms/");
            assertThat(page.locator(".empty")).isVisible();
            looks(page, "rooms-none");
            page.navigate(strict.base() + "room/lobby/");
            looks(page, "error-403-guest");
        }
    }

    private Page open(String path) {
        Page page = browser.open();
        page.navigate(server.base() + path);
        return page;
    }

    private Page administrator(String path) {
        Page page = open("login/?next=/chat/" + path);
        ChatPage.identify(page, LONG_NAME, PASSWORD);
        page.waitForURL(server.base() + path);
        return page;
    }

    private static void looks(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (BrowserWindow window : BrowserWindow.values()) {
                if (scheme == ColorScheme.DARK && window != BrowserWindow.PHONE) {
                    continue; // only colours differ
                }
                window.resize(page);
                BrowserExtension.screenshot(page, (name + "-" + window + "-" + scheme).toLowerCase(Locale.ROOT));
                if (window == BrowserWindow.PHONE) { // others have the same in another place
                    assertEquals(List.of(), Axe.findings(page), name + ", " + scheme);
                }
            }
            assertEquals(List.of(), page.evaluate(TOO_PALE), name + " cannot be read in " + scheme);
        }
        BrowserWindow.NARROWEST.resize(page);
        for (String direction : List.of("rtl", "ltr")) {
            page.evaluate("direction => document.documentElement.dir = direction", direction);
            assertEquals(
                    BrowserWindow.NARROWEST.width(),
                    page.evaluate("document.documentElement.scrollWidth"),
                    "the page scrolls sideways");
            assertEquals(List.of(), page.evaluate(TOO_WIDE), "something in the page scrolls sideways or is cut off");
        }
        assertEquals(List.of(), page.evaluate(TOO_SMALL), name + " has what no finger hits");
        BrowserWindow.DESK.resize(page);
    }
}

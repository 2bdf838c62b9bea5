package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Optional;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;
import org.chatrooms.web.guard.Passwords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people come into a room, with an account and without, and what they see when they have gone. */
class WaysInTest {
    private static final String NAME = "Greta";
    private static final String PASSWORD = Person.PASSWORD;

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, NAME);
        Optional<String> lock = Optional.of(new Passwords().hash("Sesame"));
        EmbeddedServer.makeRooms(
                data,
                Room.open("Public", "public", ""),
                new Room(0, "Members", "members", "", false, false, Optional.empty()),
                new Room(0, "The den", "den", "", true, true, lock));
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_guest_and_somebody_who_makes_an_account_on_the_way_chat_with_each_other() {
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "public", "Bob");

        Page page = open("room/public/");
        page.getByText("Sign in").click();
        page.getByText("Make one").click();
        ChatPage.identify(page, "Carla", PASSWORD);
        ChatPage carla = ChatPage.in(page, "public");

        bob.say("Who is there?");
        carla.shows("Who is there?");
        carla.say("Somebody with an account");
        bob.shows("Who is there?", "Somebody with an account");
        assertThat(bob.messages().last().locator(".messageUsername")).hasText("Carla");
        assertThat(carla.users()).hasText(new String[] {"Carla (you)", "(guest) Bob"});
        assertThat(bob.users()).hasText(new String[] {"(guest) Bob (you)", "Carla"});
    }

    @Test
    void signing_in_from_a_room_for_people_with_an_account_leads_back_to_it_also_at_the_second_try() {
        Page page = open("room/members/");
        ChatPage.identify(page, NAME, "not my password");
        assertThat(page.locator(".wrong")).hasText("That name and password do not belong together.");
        assertThat(page.getByLabel("Your name")).hasValue(NAME);
        assertThat(page.getByLabel("Password")).isFocused();

        ChatPage.identify(page, NAME, PASSWORD);

        ChatPage room = ChatPage.in(page, "members");
        assertThat(room.users()).hasText(new String[] {NAME + " (you)"});
    }

    @Test
    void a_private_room_opens_to_its_password_and_stays_open() {
        Page page = open("room/den/");
        assertThat(page.getByLabel("Password")).isFocused();
        page.keyboard().insertText("sesame");
        page.keyboard().press("Enter");
        assertThat(page.locator(".wrong")).hasText("That is not the password of this room.");
        assertThat(page.getByLabel("Password")).isFocused();
        page.keyboard().insertText("Sesame");
        page.keyboard().press("Enter");

        page.getByLabel("Your name").fill("Ali");
        page.keyboard().press("Enter");
        ChatPage ali = ChatPage.in(page, "den");
        ali.say("It is bright in here");
        ali.reload();
        ali.shows("It is bright in here");
        ali.isLive();
    }

    @Test
    void from_a_page_that_is_not_there_one_signs_in_and_is_there_again() {
        Page page = open("static/chatrooms/no-such-file");
        page.locator("main").getByText("Sign in").click();
        ChatPage.identify(page, NAME, PASSWORD);
        page.waitForURL(server.base() + "static/chatrooms/no-such-file");
        assertThat(page.locator("header")).containsText(NAME);
    }

    @ParameterizedTest
    @CsvSource({"public, Choose a name or sign in", "members, Sign in"})
    void who_signs_out_in_another_tab_is_told_so_and_what_they_wrote_is_there_when_they_are_back(
            String slug, String wayIn) {
        Page page = open("login/?next=/chat/room/" + slug + "/");
        ChatPage.identify(page, NAME, PASSWORD);
        ChatPage room = ChatPage.in(page, slug);
        page.keyboard().insertText("Half a thought");

        Page other = page.context().newPage();
        other.navigate(server.base() + "rooms/");
        other.getByText("Sign out").click();
        assertThat(other.locator("header")).not().containsText(NAME);

        assertThat(room.status()).hasText("You have no name here any more. " + wayIn);
        room.field().press("Enter");
        assertThat(room.error()).hasText("Not sent: you have no name here. " + wayIn);
        assertThat(room.field()).hasValue("Half a thought");

        room.status().getByText(wayIn).click();
        Locator viaTheNameForm = page.locator(".aside").getByText("Sign in");
        if (slug.equals("public")) {
            viaTheNameForm.click();
        }
        ChatPage.identify(page, NAME, PASSWORD);
        ChatPage.in(page, slug);
        assertThat(room.field()).hasValue("Half a thought");
    }

    @Test
    void who_takes_another_name_in_another_tab_is_told_so() {
        ChatPage room = ChatPage.enter(browser.open(), server.base(), "public", "Dora");
        Page other = room.page().context().newPage();
        other.navigate(server.base() + "setguestname/?room_slug=");
        other.getByLabel("Your name").fill("Theodora");
        other.keyboard().press("Enter");

        assertThat(room.status()).hasText("You go by another name here now. Load the page again");
        room.status().getByText("Load the page again").click();
        room.isLive();
        assertThat(room.users().first()).hasText("(guest) Theodora (you)");
    }

    private Page open(String path) {
        Page page = browser.open();
        page.navigate(server.base() + path);
        return page;
    }
}

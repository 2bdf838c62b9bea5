package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Role;
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

/**
 * Whatever accounts are called, as a container that signs people in may call them, and whatever somebody looks
 * for: the pages of those who run the chat or own a room show it as it was written, and so do those of whoever is
 * called that.
 */
class HostileNamesTest {
    private static final List<String> NAMES = HostileTextTest.TEXTS;
    private static final String ALL = HostileTextTest.ALL;

    /**
     * Of each kind one: an attribute in either quotes, an end of everything that text can stand in, an expression.
     */
    private static final List<String> SOME = List.of(NAMES.get(3), NAMES.get(4), NAMES.get(5), NAMES.get(8));

    private static EmbeddedServer server;
    private static long den;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    private Page page;
    private Alarms alarms;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root", NAMES.toArray(String[]::new));
        Map<String, Role> people = new HashMap<>();
        NAMES.forEach(name -> people.put(name, NAMES.indexOf(name) % 2 == 0 ? Role.OWNER : Role.SUBSCRIBER));
        den = DataFolder.makeRoom(
                data, new Room(0, NAMES.get(0), "den", NAMES.get(1), true, true, Optional.empty()), people);
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

    /** The browser is that person's from now on. */
    private void signIn(String name) throws Exception {
        String token = Person.signedIn(server.base(), name).cookie(Person.TOKEN);
        page.context().addCookies(List.of(new Cookie(Person.TOKEN, token).setUrl(url(""))));
    }

    private static String url(String path) {
        return server.base() + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** To the letter, in whatever order. */
    private void sees(Set<String> texts, String selector) {
        Locator found = page.locator(selector);
        assertThat(found).hasCount(texts.size());
        assertEquals(texts, new HashSet<>(found.allTextContents()));
    }

    private static Set<String> everybody() {
        Set<String> all = new HashSet<>(NAMES);
        all.add("root");
        return all;
    }

    @Test
    void the_list_of_people_and_what_was_looked_for_in_it() throws Exception {
        signIn("root");
        page.navigate(url("admin/people/"));
        sees(everybody(), ".rooms strong");
        for (String name : SOME) {
            page.navigate(url("admin/people/?name=" + encoded(name)));
            assertThat(page.locator("#name")).hasValue(name);
            sees(NAMES.stream().filter(other -> other.contains(name)).collect(Collectors.toSet()), ".rooms strong");
        }
        page.navigate(url("admin/people/?name=" + encoded(ALL)));
        assertThat(page.locator("#name")).hasValue(ALL);
        assertThat(page.locator(".empty")).hasText("Nobody has such a name.");
    }

    @Test
    void the_link_for_a_forgotten_password_and_the_page_that_it_leads_to() throws Exception {
        signIn("root");
        for (String name : SOME) {
            page.navigate(url("admin/people/"));
            page.getByLabel(name, new Page.GetByLabelOptions().setExact(true))
                    .getByText("Forgot the password")
                    .click();
            assertThat(page.locator("h1")).hasText("A link for " + name);
            page.navigate(page.locator("#link").inputValue());
            sees(Set.of(name), ".panel strong");
            assertThat(page.locator("input[name=username]")).hasValue(name);
        }
    }

    @Test
    void owners_and_subscribers_in_the_list_and_in_the_form_of_the_room() throws Exception {
        signIn("root");
        page.navigate(url("subscribers/?room_slug=den"));
        assertThat(page.locator("h1")).hasText("Subscribers of “" + NAMES.get(0) + "”");
        sees(new HashSet<>(NAMES), ".rooms strong");
        page.navigate(url("admin/room/?id=" + den));
        Set<String> inForm =
                new HashSet<>(page.locator("#owners").inputValue().lines().toList());
        inForm.addAll(page.locator("#subscribers").inputValue().lines().toList());
        assertEquals(new HashSet<>(NAMES), inForm);
        assertThat(page.locator("#name")).hasValue(NAMES.get(0));
        assertThat(page.locator("#description")).hasValue(NAMES.get(1));
        page.navigate(url("admin/"));
        sees(Set.of(NAMES.get(0), "Lobby"), ".rooms strong");
        page.navigate(url("admin/room/delete/?id=" + den));
        assertThat(page.locator("h1")).hasText("Delete “" + NAMES.get(0) + "”?");
    }

    @Test
    void a_name_that_nobody_has_is_named() throws Exception {
        signIn("root");
        page.navigate(url("subscribers/?room_slug=den"));
        page.locator("#username").evaluate("field => field.removeAttribute('maxlength')");
        page.locator("#username").fill(ALL);
        page.getByText("Let them in").click();
        assertThat(page.locator(".wrong")).hasText("There is no account “" + ALL + "”.");
        assertThat(page.locator("#username")).hasValue(ALL);
        for (String field : List.of("#owners", "#subscribers")) {
            page.navigate(url("admin/room/?id=" + den));
            page.locator(field).fill(ALL);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.locator(".wrong")).hasText("There is no account " + ALL + ".");
            assertThat(page.locator(field)).hasValue(ALL);
        }
    }

    @Test
    void a_slug_that_is_none_is_in_the_form_again() throws Exception {
        signIn("root");
        page.navigate(url("admin/room/?id=" + den));
        Locator slug = page.locator("#slug");
        slug.evaluate("field => { field.removeAttribute('maxlength'); field.removeAttribute('pattern') }");
        slug.fill(ALL);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.locator(".wrong")).isVisible();
        assertThat(slug).hasValue(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login/", "register/"})
    void a_name_that_somebody_tries_to_come_in_with(String path) {
        page.navigate(url(path));
        page.locator("#username").evaluate("field => field.removeAttribute('maxlength')");
        ChatPage.identify(page, ALL, "wrong password");
        assertThat(page.locator(".wrong")).isVisible();
        assertThat(page.locator("#username")).hasValue(ALL);
    }

    @Test
    void whoever_is_called_that_sees_it_on_their_own_pages_and_in_the_room_and_so_do_others() throws Exception {
        for (String name : NAMES) {
            Person person = Person.signedIn(server.base(), name);
            person.post("notify_users_list/", "room_id", Long.toString(den));
            person.say(den, "I am " + name, UUID.randomUUID());
        }
        for (String name : SOME) {
            page.context().clearCookies();
            signIn(name);
            page.navigate(url("account/"));
            sees(Set.of(name), "main > p strong");
            page.navigate(url("account/delete/"));
            sees(Set.of(name), ".panel strong");
            assertThat(page.locator("#menu strong")).hasText(name);
        }
        page.context().clearCookies();
        signIn("root");
        page.navigate(url("room/den/"));
        ChatPage.in(page, "den");
        assertThat(page.locator("#connectedUsersList li")).hasCount(NAMES.size() + 1);
        Set<String> here = new HashSet<>(NAMES);
        here.add("root");
        sees(here, "#connectedUsersList bdi");
        assertThat(page.locator(".messageContent").last()).hasText("I am " + NAMES.get(NAMES.size() - 1));
        page.navigate(url("rooms/"));
        assertThat(page.locator(".rooms")).containsText(NAMES.get(0));
    }
}

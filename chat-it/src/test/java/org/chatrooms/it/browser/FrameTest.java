package org.chatrooms.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.DataFolder;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page that has one of ours in a frame, to have somebody click there on what they do not see. The other site is
 * of the same host, so that the browser sends our cookies along.
 */
class FrameTest {
    private static final List<String> TO_COME_IN = List.of("login/", "register/", "new_password/?link=x");

    private static final List<String> TO_DECIDE = List.of(
            "account/",
            "account/delete/",
            "subscribers/?room_slug=lobby",
            "admin/",
            "admin/room/",
            "admin/room/?id=1",
            "admin/room/delete/?id=1",
            "admin/people/",
            "admin/people/erase/?id=1",
            "admin/work/");

    private static final String ELSEWHERE = "http://localhost:59999/";

    private static EmbeddedServer server;
    private static String token;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        DataFolder.makePeople(data, "root");
        server = EmbeddedServer.start(data);
        token = Person.signedIn(server.base(), "root").cookie(Person.TOKEN);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** A page of that address, which nobody has to serve. */
    private Page pageAt(String url) {
        Page page = browser.open();
        page.route(
                url,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!DOCTYPE html><title>Click here</title>")));
        page.navigate(url);
        return page;
    }

    /** Makes the browser that of somebody who runs the chat. */
    private static void signIn(Page page) {
        page.context()
                .addCookies(List.of(
                        new Cookie(Person.TOKEN, token).setUrl(server.base().toString())));
    }

    private static void showsNothing(Page page, List<String> paths) {
        for (String path : paths) {
            assertEquals("", inFrame(page, path), path);
        }
    }

    /** What a frame of the page shows of ours; empty if nothing. */
    private static String inFrame(Page page, String path) {
        page.evaluate("""
                url => new Promise(done => {
                    document.querySelector('iframe')?.remove();
                    const frame = document.createElement('iframe');
                    frame.onload = done;
                    frame.src = url;
                    document.body.append(frame);
                })""", server.base() + path);
        Frame frame = page.frames().get(page.frames().size() - 1);
        boolean isOurs = frame.url().startsWith(server.base().toString());
        assertTrue(isOurs || frame.url().startsWith("chrome-error:"), frame.url());
        return isOurs ? frame.locator("h1").textContent() : "";
    }

    @Test
    void another_site_frames_nothing() {
        Page page = pageAt(ELSEWHERE);
        showsNothing(page, TO_COME_IN);
        signIn(page);
        showsNothing(page, TO_DECIDE);
        showsNothing(page, List.of("rooms/", "room/lobby/"));
    }

    @Test
    void this_site_itself_frames_no_page_on_which_a_click_decides_something() {
        Page page = pageAt(server.base().resolve("/framing.html").toString());
        showsNothing(page, TO_COME_IN);
        signIn(page);
        assertEquals("Lobby", inFrame(page, "room/lobby/"));
        showsNothing(page, TO_DECIDE);
    }
}

package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.model.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site with a page of its own, as those of django-chatrooms are: their markup, their inline script, their words. */
class OwnPageTest {
    /** In the room "old" with the original's elements, elsewhere with the newer ones; nothing but what a page must have. */
    private static final String PAGE = """
            <%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
            <%@ taglib prefix="c" uri="jakarta.tags.core" %>
            <!DOCTYPE html>
            <html>
            <head>
              <title>My site</title>
              <script nonce="${chat.nonce}">
                getContext = function() { return {"username": "<c:out value='${chat.user.username()}'/>", "room_id": ${room.id()}}; }
              </script>
              <script>withoutNonce = true;</script>
            </head>
            <body onload="withoutNonce = true">
              <h1>${room.name()} of my site</h1>
              <div id="chat">
                <div id="chatText"></div>
                <c:choose>
                  <c:when test="${room.slug() eq 'old'}">
                    <script type="text/javascript" src="${chat.base}/static/chatrooms/js/room.js"></script>
                    <input type="text" id="chatSendText">
                    <input type="button" id="chatSendButton" value="Send">
                  </c:when>
                  <c:otherwise>
                    <script type="module" src="${chat.base}/static/chatrooms/js/room.js"></script>
                    <textarea id="chatSendText"></textarea>
                    <button id="chatSendButton">Send</button>
                  </c:otherwise>
                </c:choose>
              </div>
              <div id="connectedUsers"><ol id="connectedUsersList"></ol></div>
            </body>
            </html>
            """;

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        HostSite site = new HostSite(folder.resolve("site")).file("WEB-INF/jsp/chatrooms/room.jsp", PAGE);
        Path data = folder.resolve("data");
        EmbeddedServer.makeRooms(
                data, Room.open("Old", "old", ""), Room.open("New", "new", ""), Room.open("Heard", "heard", ""));
        server = EmbeddedServer.startSite(data, site);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void chats_and_runs_only_the_script_that_has_the_nonce(String room) {
        Page page = browser.open();
        List<String> stopped = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                stopped.add(message.text());
            }
        });
        ChatPage ada = ChatPage.enter(page, server.base(), room, "Ada " + room);
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), room, "Bob " + room);
        assertThat(page.locator("h1")).containsText("of my site");

        ada.field().fill("By the key");
        ada.field().press("Enter");
        bob.shows("By the key");
        bob.field().fill("By the button");
        bob.page().locator("#chatSendButton").click();
        ada.shows("By the key", "By the button");
        bob.shows("By the key", "By the button");
        assertThat(ada.messages().first()).hasClass(Pattern.compile("\\bmyMessage\\b"));
        assertThat(bob.field()).hasValue("");
        assertThat(ada.users()).hasText(new String[] {"(guest) Ada " + room + " (you)", "(guest) Bob " + room});

        assertNull(page.evaluate("window.withoutNonce"));
        assertEquals(2, stopped.size(), stopped.toString());
    }

    @Test
    void what_is_only_to_be_heard_is_not_to_be_seen_without_our_style() {
        Page page = browser.open();
        ChatPage.enter(page, server.base(), "heard", "Ada");

        for (String id : List.of("#chatSaid", "#chatAnnouncer")) {
            assertEquals(1, page.locator(id).boundingBox().width, id);
        }
    }
}

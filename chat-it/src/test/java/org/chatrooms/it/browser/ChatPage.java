package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.HashSet;
import java.util.List;

/** A room's page in somebody's browser: what they do there, and what they see. */
final class ChatPage {
    private final Page page;

    private ChatPage(Page page) {
        this.page = page;
    }

    /** Follows the link to the lobby, says who they are, and is in it. */
    static ChatPage enter(Page page, URI base, String name) {
        return enter(page, base, "lobby", name);
    }

    static ChatPage enter(Page page, URI base, String slug, String name) {
        page.navigate(base.resolve("room/" + slug + "/").toString());
        page.getByLabel("Your name").fill(name);
        page.keyboard().press("Enter");
        return in(page, slug);
    }

    /** The room that they come to, wherever they were. */
    static ChatPage in(Page page, String slug) {
        page.waitForURL("**/room/" + slug + "/");
        ChatPage room = new ChatPage(page);
        room.isLive();
        return room;
    }

    /** Signs in, or makes an account, on the page that is there to do so. */
    static void identify(Page page, String name, String password) {
        page.getByLabel("Your name").fill(name);
        page.getByLabel("Password").fill(password);
        page.keyboard().press("Enter");
    }

    Page page() {
        return page;
    }

    /** Types into the field, which has the focus already, and sends. */
    void say(String text) {
        page.keyboard().insertText(text);
        page.keyboard().press("Enter");
    }

    /** The room shows these messages, each once, in this order, and no others. */
    void shows(String... texts) {
        assertThat(messages().locator(".messageContent")).hasText(texts);
        List<?> ids = (List<?>) messages().evaluateAll("all => all.map(message => message.dataset.messageId)");
        assertEquals(new HashSet<>(ids).size(), ids.size(), "two messages with one id: " + ids);
    }

    Locator messages() {
        return page.locator("#chatText .chatMessage");
    }

    Locator message(String text) {
        return messages().filter(new Locator.FilterOptions().setHasText(text));
    }

    /** What can be done with a message: the buttons that are to be seen. */
    Locator actions() {
        return page.locator("#chatActions button:visible");
    }

    /** What is being written is about another message. */
    Locator about() {
        return page.locator("#chatAbout");
    }

    Locator users() {
        return page.locator("#connectedUsersList li");
    }

    Locator usersCount() {
        return page.locator("#connectedUsersCount");
    }

    /** What was sent and is not in the room yet. */
    Locator waiting() {
        return page.locator("#chatPending > li");
    }

    Locator status() {
        return page.locator("#chatStatus");
    }

    Locator error() {
        return page.locator("#chatError");
    }

    Locator field() {
        return page.locator("#chatSendText");
    }

    void isLive() {
        assertThat(status()).hasText("Live");
    }

    /** Cuts the network off, or lets it come back. */
    void setOffline(boolean offline) {
        page.context().setOffline(offline);
    }

    void reload() {
        page.reload();
    }
}

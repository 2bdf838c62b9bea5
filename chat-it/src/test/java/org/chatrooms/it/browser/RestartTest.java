package org.chatrooms.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away and comes back while people have its pages open. */
class RestartTest {
    private static final Pattern LOST = Pattern.compile("Reconnecting…|Connection lost\\..*");

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @TempDir
    private Path data;

    private EmbeddedServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedServer.start(data);
        port = server.port();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void startAgain() throws Exception {
        server = EmbeddedServer.start(data, port, 200);
    }

    @Test
    void both_go_on_and_what_was_said_in_between_arrives_once() throws Exception {
        ChatPage ada = ChatPage.enter(browser.open(), server.base(), "Ada");
        ChatPage bob = ChatPage.enter(browser.open(), server.base(), "Bob");
        ada.say("Before");
        bob.shows("Before");

        server.close();
        assertThat(ada.status()).hasText(LOST);
        assertThat(bob.status()).hasText(LOST);
        ada.say("Meanwhile");
        assertThat(ada.waiting()).containsText(new String[] {"Meanwhile"});
        startAgain();

        bob.shows("Before", "Meanwhile");
        ada.isLive();
        bob.isLive();
        assertThat(ada.waiting()).hasCount(0);
        bob.say("After");
        ada.shows("Before", "Meanwhile", "After");
        bob.shows("Before", "Meanwhile", "After");
        assertThat(ada.users()).hasCount(2);
    }

    @Test
    void a_backup_that_went_another_way_is_shown_whole_and_nothing_else() throws Exception {
        var page = browser.open();
        page.clock().install();
        ChatPage ada = ChatPage.enter(page, server.base(), "Ada");
        ada.say("Kept");
        ada.shows("Kept");
        server.close();
        Path backup = copy(data, Files.createDirectory(data.resolve("backup")));
        startAgain();
        ada.say("Lost");
        ada.shows("Kept", "Lost");
        page.clock().fastForward(11_000); // a page this old begins anew without hesitating

        server.close();
        ada.setOffline(true);
        copy(backup, data);
        startAgain();
        Person bob = Person.guest(server.base(), "Bob");
        bob.say("Said anew");
        bob.say("and more");
        ada.setOffline(false);

        ada.shows("Kept", "Said anew", "and more");
        ada.isLive();
        bob.say("at last");
        ada.shows("Kept", "Said anew", "and more", "at last");
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }
}

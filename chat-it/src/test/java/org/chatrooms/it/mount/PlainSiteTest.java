package org.chatrooms.it.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.Person;
import org.chatrooms.web.ChatContextListener;
import org.chatrooms.web.push.ParkedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site from before there were annotations and requests that wait: its {@code web.xml} is complete and names our listener, and
 * its filter lacks {@code async-supported}.
 */
class PlainSiteTest {
    private static final Logger LOG = Logger.getLogger(ParkedRequest.class.getName());

    @AutoClose
    private static EmbeddedServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = EmbeddedServer.startSite(
                folder.resolve("data"),
                Shop.in(folder.resolve("site"))
                        .metadataComplete()
                        .webXml("<listener><listener-class>" + ChatContextListener.class.getName()
                                + "</listener-class></listener>")
                        .filter(Shop.Headers.class, false));
    }

    @Test
    void everything_works_but_nothing_waits_and_the_log_says_why_once() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        LOG.setFilter(line -> {
            told.add(line.getLevel() + " " + line.getMessage());
            return false;
        });
        try {
            Person ann = Person.guest(server.base(), "ann");
            Person bob = Person.guest(server.base(), "bob");

            assertEquals(List.of(), ann.poll(-1));
            bob.say("hello");
            assertEquals("hello", ann.poll(-1).get(0).content());
            assertEquals(List.of(), ann.poll(1));
            assertEquals(
                    "Connected", bob.post("notify_users_list/", "room_id", "1").body());
            String users = ann.get("get_users_list/", "room_id", "1").body();
            assertTrue(users.contains("\"(guest) ann\"") && users.contains("\"(guest) bob\""), users);
            Answers.page(200, ann.get("room/lobby/"));
            assertEquals(0, server.parked());
            assertEquals(1, told.size(), told.toString());
            assertTrue(told.get(0).startsWith("WARNING ") && told.get(0).contains("async-supported"), told.get(0));
        } finally {
            LOG.setFilter(null);
        }
    }
}

package org.chatrooms.it.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.DatabaseServer;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.embedded.RedisServer;

/** Two nodes over one database; each request goes to whichever is next, with no regard to who sent it. */
class TwoNodesTest {
    private static final int MESSAGES = 50;

    @TempDir
    private Path data;

    private final List<EmbeddedServer> nodes = new ArrayList<>();
    private RedisServer redis;
    private int port;

    @BeforeEach
    void findAPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    private void startNodes(DatabaseServer server, String handler, String urlSetting) throws Exception {
        String url = "redis://127.0.0.1:" + port;
        Map<String, String> settings = new HashMap<>();
        settings.put("chatrooms.jdbc.url", server.newDatabase());
        settings.put("chatrooms.messageHandlerClass", "org.chatrooms.redis." + handler);
        settings.put(urlSetting, url);
        settings.put("chatrooms.presenceStoreClass", "org.chatrooms.redis.RedisPresenceStore");
        settings.put("chatrooms.redis.url", url);
        settings.put("chatrooms.limits.enabled", "false");
        for (String folder : List.of("a", "b")) {
            nodes.add(EmbeddedServer.start(data.resolve(folder), settings));
        }
    }

    @AfterEach
    void stopNodes() throws Exception {
        for (EmbeddedServer node : nodes) {
            node.close();
        }
        redis.stop();
    }

    /** The same person at the node whose turn it is. */
    private Person next(Person person, int turn) {
        return person.at(nodes.get(turn % nodes.size()).base());
    }

    private void chat() throws Exception {
        Person ann = Person.guest(nodes.get(0).base(), "ann");
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            streams.add(next(ann, i).stream(Person.LOBBY, -1));
        }
        List<Seen> polled = new ArrayList<>();
        List<Long> said = new ArrayList<>();

        for (int turn = 0; turn < MESSAGES; turn++) {
            said.add(next(ann, turn).say("message " + turn));
            long latest = polled.isEmpty() ? -1 : polled.get(polled.size() - 1).id();
            polled.addAll(next(ann, turn / 2).poll(latest));
        }

        for (EventStream stream : streams) {
            stream.await(heard -> heard.messages().size() == MESSAGES);
            assertEquals(said, stream.messages().stream().map(Seen::id).toList());
            stream.close();
        }
        assertEquals(said, polled.stream().map(Seen::id).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, RedisMessageHandler, chatrooms.redis.url",
        "POSTGRESQL, CeleryMessageHandler, chatrooms.celery.broker_url",
        "MARIADB, RedisMessageHandler, chatrooms.redis.url"
    })
    void everybody_sees_each_message_once_and_in_one_order(DatabaseServer server, String handler, String urlSetting)
            throws Exception {
        redis.start();
        startNodes(server, handler, urlSetting);

        chat();
    }

    @Test
    void they_show_one_list_of_users_from_which_nobody_goes_who_changes_the_node() throws Exception {
        redis.start();
        startNodes(DatabaseServer.POSTGRESQL, "RedisMessageHandler", "chatrooms.redis.url");
        Person ann = Person.guest(nodes.get(0).base(), "ann");
        Person bob = Person.guest(nodes.get(1).base(), "bob");

        EventStream anns = ann.stream(Person.LOBBY, -1);
        EventStream bobs = bob.stream(Person.LOBBY, -1);
        for (EventStream stream : List.of(anns, bobs)) {
            stream.await(
                    told -> told.text().contains("(guest) ann") && told.text().contains("(guest) bob"));
        }
        assertThrows(
                IllegalStateException.class, () -> Person.guest(nodes.get(1).base(), "Ann"));

        nodes.remove(0).close();
        anns.awaitEnd();
        try (EventStream again = next(ann, 1).stream(Person.LOBBY, -1)) {
            assertTrue(again.await(1, "users").get(0).data().contains("(guest) bob"));
            Person.guest(nodes.get(0).base(), "carl").post("notify_users_list/", "room_id", "1");
            bobs.await(told -> told.text().contains("(guest) carl"));
        }
        assertTrue(
                bobs.events("users").stream().noneMatch(event -> event.data().contains("\"left\":[\"")),
                bobs::toString);
    }

    @Test
    void whoever_is_banned_at_one_node_goes_from_the_other_where_they_are_and_nobody_else_does() throws Exception {
        redis.start();
        startNodes(DatabaseServer.POSTGRESQL, "RedisMessageHandler", "chatrooms.redis.url");
        Person root = Person.administrator(nodes.get(0).base(), data.resolve("a"));
        Person ann = Person.guest(nodes.get(1).base(), "ann");
        Person bob = Person.guest(nodes.get(1).base(), "bob");
        try (EventStream anns = ann.stream(Person.LOBBY, -1);
                EventStream roots = root.stream(Person.LOBBY, -1)) {
            roots.await(told -> told.text().contains("(guest) ann"));

            HttpResponse<String> done =
                    root.post("moderate/", "room_id", "1", "act", "ban", "username", "(guest) ann", "reason", "spam");
            assertEquals(200, done.statusCode(), done.body());

            anns.awaitEnd();
        }
        try (EventStream roots = root.stream(Person.LOBBY, -1)) {
            String gone = "\"left\":[\"(guest) ann\"]";
            roots.await(1, "users");
            roots.await(told -> told.text().contains(gone) || !told.text().contains("(guest) ann"));
        }
        for (EmbeddedServer node : nodes) {
            HttpResponse<String> refused = ann.at(node.base()).get("get_latest_msg_id/", "room_id", "1");
            assertEquals("You are banned from this room.", Answers.jsonError(403, refused));
            assertEquals(
                    200,
                    bob.at(node.base())
                            .get("get_latest_msg_id/", "room_id", "1")
                            .statusCode());
        }
    }
}

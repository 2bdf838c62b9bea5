package org.chatrooms.it.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.Cluster;
import org.chatrooms.it.harness.EventStream;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.StoppableDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older backup takes the database's place while two nodes run, and what is said then takes the numbers of what is gone. */
class RestoredBackupTest {
    private static final int KEPT = 10;
    private static final int LOST = 10;

    @TempDir
    private Path folder;

    @AutoClose
    private Cluster cluster;

    private List<Person> ann;

    private void say(String what, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            ann.get(i % ann.size()).say(what + " " + i);
        }
    }

    private void replace(Path files, Path by) throws Exception {
        cluster.database().stop();
        delete(files);
        copy(by, files);
        cluster.database().start();
        for (Person person : ann) {
            Awaitility.await("the node has found its database again")
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() ->
                            person.get("get_latest_msg_id/", "room_id", "1").statusCode() == 200);
        }
    }

    private static void delete(Path files) throws IOException {
        if (Files.exists(files)) {
            try (Stream<Path> all = Files.walk(files)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static List<String> contents(List<Seen> messages) {
        return messages.stream().map(Seen::content).toList();
    }

    @Test
    void everybody_is_told_to_start_anew_and_ends_with_the_restored_room() throws Exception {
        Path files = folder.resolve("database");
        Path backup = folder.resolve("backup");
        cluster = Cluster.start(folder, StoppableDatabase.postgresql(files, Cluster.freePort()), 2);
        ann = cluster.everywhere(Person.guest(cluster.base(0), "ann"));
        say("kept", KEPT);
        cluster.database().stop();
        copy(files, backup);
        replace(files, backup); // the same again
        say("lost", LOST);
        List<EventStream> streams = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
        List<Seen> before = ann.get(0).poll(-1);
        Seen last = before.get(before.size() - 1);
        for (Person person : ann) {
            EventStream stream = person.stream(Person.LOBBY, -1);
            stream.await(heard -> heard.messages().size() == KEPT + LOST);
            streams.add(stream);
            polls.add(poll(person, last));
        }

        replace(files, backup);
        say("new", LOST + 5);

        for (EventStream stream : streams) {
            stream.awaitEnd();
            assertEquals(1, stream.events("reset").size(), stream::toString);
            assertEquals(contents(before), stream.contents(), "nothing of the restored room among the old one");
        }
        for (CompletableFuture<HttpResponse<String>> poll : polls) {
            assertEquals("reset", Answers.jsonError(409, poll.get(60, TimeUnit.SECONDS)));
        }
        for (Person person : ann) {
            // Who was away meanwhile, with a number that there is again.
            for (Seen known : before.subList(KEPT, before.size())) {
                assertEquals("reset", Answers.jsonError(409, poll(person, known).get(60, TimeUnit.SECONDS)));
                try (EventStream away = person.resume(Person.LOBBY, known.id() + ":" + known.date())) {
                    away.awaitEnd();
                    assertEquals(1, away.events("reset").size(), away::toString);
                }
            }
            List<String> anew = contents(person.poll(-1));
            assertEquals(KEPT + LOST + 5, anew.size());
            assertEquals(contents(before).subList(0, KEPT), anew.subList(0, KEPT));
            assertEquals("new 0", anew.get(KEPT));
            assertEquals("new " + (LOST + 4), anew.get(anew.size() - 1));
            try (EventStream stream = person.stream(Person.LOBBY, -1)) {
                stream.await(heard -> heard.contents().equals(anew));
            }
            // Who knows nothing but what is in both goes on.
            assertEquals(
                    anew.subList(KEPT, anew.size()),
                    contents(Person.messages(poll(person, before.get(KEPT - 1)).get(60, TimeUnit.SECONDS))));
        }
    }

    private static CompletableFuture<HttpResponse<String>> poll(Person person, Seen last) {
        return person.getAsync(
                "get_messages/",
                "room_id",
                "1",
                "latest_message_id",
                Long.toString(last.id()),
                "latest_date",
                last.date());
    }
}

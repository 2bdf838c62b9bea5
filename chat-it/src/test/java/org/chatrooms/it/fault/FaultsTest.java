package org.chatrooms.it.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.chatrooms.it.harness.AdminForms;
import org.chatrooms.it.harness.Cluster;
import org.chatrooms.it.harness.DatabaseServer;
import org.chatrooms.it.harness.Judge;
import org.chatrooms.it.harness.Ledger;
import org.chatrooms.it.harness.Person;
import org.chatrooms.it.harness.Person.Seen;
import org.chatrooms.it.harness.Reader;
import org.chatrooms.it.harness.Reader.Way;
import org.chatrooms.it.harness.StoppableDatabase;
import org.chatrooms.it.harness.TcpProxy;
import org.chatrooms.it.harness.Writer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nodes under faults. Writers and readers, on polls, on streams and on both, go to whichever node is next; a fault begins,
 * lasts, and is mended; in the end a judge looks at what each of them saw. Prints a table.
 *
 * <p>A few faults for two seconds each; with {@code mvn verify -Pfaults} all of them for 30 s, and how long messages took is
 * judged, too.
 */
@ParameterizedClass
@MethodSource("databases")
class FaultsTest {
    private static final boolean IS_LONG = "long".equals(System.getProperty("chat.faults"));
    private static final Duration LASTS = Duration.ofSeconds(IS_LONG ? 30 : 2);
    private static final long HEALED_MILLIS = 10_000;

    /** Much more than the 2 s of a sweep, and less than a poll or a stream is held. */
    private static final Duration SWEPT = Duration.ofSeconds(15);

    private static final int WRITERS = 4;
    private static final int READERS = 6;
    private static final List<Way> WAYS = List.of(Way.POLL, Way.STREAM, Way.BOTH);
    private static final int MESSAGES = IS_LONG ? 500 : 50;

    /** Of each writer, between messages. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final List<String> TABLE = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static Person administrator;

    @Parameter
    private DatabaseServer kind;

    static List<DatabaseServer> databases() {
        return IS_LONG ? List.of(DatabaseServer.values()) : List.of(DatabaseServer.POSTGRESQL);
    }

    @BeforeParameterizedClassInvocation
    static void startNodes(DatabaseServer kind) throws Exception {
        Path place = folder.resolve(kind.name());
        StoppableDatabase database = kind == DatabaseServer.POSTGRESQL
                ? StoppableDatabase.postgresql(place.resolve("database"), Cluster.freePort())
                : StoppableDatabase.mariadb();
        cluster = Cluster.start(place, database, 2);
        administrator = cluster.administrator();
        TABLE.add(String.format(
                Locale.ROOT,
                "%-20s %8s %5s %10s %10s %12s   %-20s %-20s %-20s",
                "delays in ms: p50 p99 max",
                "messages",
                "lost",
                "unexpected",
                "duplicated",
                "out of order",
                "before",
                "meanwhile",
                "afterwards"));
    }

    @AfterParameterizedClassInvocation
    static void stopNodes() throws Exception {
        System.out.println(String.join("\n", TABLE));
        TABLE.clear();
        if (cluster != null) { // else it did not start
            cluster.close();
        }
    }

    static Stream<Fault> faults() {
        return IS_LONG
                ? Stream.of(Fault.values())
                : Stream.of(
                        Fault.NODE_KILLED,
                        Fault.REDIS_FROZEN,
                        Fault.HINTS_FORGED,
                        Fault.DATABASE_RESTARTED,
                        Fault.COMMITS_CUT);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void no_message_is_lost_or_doubled_or_out_of_order(Fault fault) throws Exception {
        System.out.println(fault + " on " + kind + " …");
        String slug = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
        AdminForms.saved(administrator, "name", slug, "slug", slug, "allow_anonymous_access", "on");
        long room = AdminForms.roomId(administrator, slug);
        List<List<Person>> guests = new ArrayList<>();
        for (int i = 0; i < WRITERS + READERS; i++) {
            guests.add(cluster.everywhere(Person.guest(cluster.base(i % cluster.size()), slug + i)));
        }
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicBoolean reading = new AtomicBoolean(true);
        IntPredicate enough = count -> !reading.get();
        Ledger ledger = new Ledger();
        boolean isWithoutRedis = fault.meanwhile == Fault.Limit.WITHOUT_REDIS;
        String filling = fault == Fault.READERS_STUCK ? "x".repeat(2_000) : ""; // more than waits in buffers
        List<Reader> readers = new ArrayList<>();
        List<Future<?>> writerEnds = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        long begun;
        long healed;
        try (TcpProxy slowWay = TcpProxy.before("localhost", cluster.base(0).getPort())) {
            Scene scene = new Scene(cluster, room, guests, slowWay);
            Person slow = guests.get(WRITERS).get(0).at(cluster.through(slowWay));
            readers.add(Reader.roundRobin(List.of(slow), room, enough, Way.STREAM));
            for (int i = 1; i < READERS; i++) {
                List<Person> nodes = new ArrayList<>(guests.get(WRITERS + i));
                Collections.rotate(nodes, i); // some begin at each
                readers.add(Reader.roundRobin(nodes, room, enough, WAYS.get(i % WAYS.size())));
            }
            readers.forEach(threads::execute);
            for (int i = 0; i < WRITERS; i++) {
                // Where nobody tells a node of others' messages, it must not be woken by its own.
                List<Person> nodes = isWithoutRedis ? guests.get(i).subList(0, 1) : guests.get(i);
                writerEnds.add(threads.submit(new Writer(nodes, room, "w" + i + filling, PAUSE, writing::get, ledger)));
            }
            awaitMore(ledger);
            begun = System.nanoTime();
            try {
                fault.begin(scene);
                LockSupport.parkNanos(LASTS.toNanos()); // nothing is waited for: it lasts so long
                if (isWithoutRedis) {
                    awaitSeen(readers, ledger.acknowledged().size(), SWEPT);
                }
            } finally {
                fault.heal(scene);
            }
            healed = System.nanoTime();
            awaitMore(ledger);
            writing.set(false);
            for (Future<?> end : writerEnds) {
                end.get(60, TimeUnit.SECONDS);
            }
            awaitSeen(readers, ledger.attempted().size(), Duration.ofSeconds(60));
        } finally {
            writing.set(false);
            reading.set(false);
            threads.shutdown();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
        }
        judge(fault, ledger, readers, begun, healed);
    }

    private static void awaitSeen(List<Reader> readers, int count, Duration patience) {
        Awaitility.await("each of " + count)
                .atMost(patience)
                .until(() -> readers.stream().allMatch(reader -> reader.count() >= count));
    }

    private static void awaitMore(Ledger ledger) {
        int enough = ledger.acknowledged().size() + MESSAGES;
        Awaitility.await("writers go on")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ledger.acknowledged().size() >= enough);
    }

    private static void judge(Fault fault, Ledger ledger, List<Reader> readers, long begun, long healed) {
        Delays before = new Delays();
        Delays meanwhile = new Delays();
        Delays afterwards = new Delays();
        Delays onceHealed = new Delays();
        List<Seen> first = readers.get(0).seen();
        Judge.Verdict verdict = Judge.verdict(ledger.acknowledged(), ledger.attempted(), first);
        for (Reader reader : fault == Fault.READER_SLOW ? readers.subList(1, READERS) : readers) {
            for (int i = 0; i < reader.seen().size(); i++) {
                Long acknowledged = ledger.acknowledgedAt(reader.seen().get(i).content());
                if (acknowledged == null) {
                    continue; // nobody sent it, which the verdict says
                }
                long arrived = reader.arrivals().get(i);
                Delays delays = acknowledged < begun ? before : acknowledged < healed ? meanwhile : afterwards;
                delays.add(arrived - acknowledged);
                if (arrived > healed) {
                    onceHealed.add(arrived - Math.max(acknowledged, healed));
                }
            }
        }
        TABLE.add(String.format(
                Locale.ROOT,
                "%-20s %8d %5d %10d %10d %12d   %-20s %-20s %-20s",
                fault,
                first.size(),
                verdict.lost().size(),
                verdict.unexpected().size(),
                verdict.duplicated().size(),
                verdict.outOfOrder().size(),
                before,
                meanwhile,
                afterwards));
        System.out.println(TABLE.get(TABLE.size() - 1));
        assertTrue(verdict.isGood(), verdict::toString);
        for (Reader reader : readers) {
            assertEquals(first, reader.seen());
        }
        if (IS_LONG) {
            assertTrue(before.quantile(0.99) <= Fault.Limit.HEALTHY.millis, "before: " + before);
            assertTrue(meanwhile.quantile(0.99) <= fault.meanwhile.millis, "meanwhile: " + meanwhile);
            assertTrue(meanwhile.isMeasured() || fault.meanwhile == Fault.Limit.UNTIL_HEALED, "nobody wrote meanwhile");
            assertTrue(onceHealed.quantile(0.99) <= HEALED_MILLIS, "once healed: " + onceHealed);
        }
    }
}

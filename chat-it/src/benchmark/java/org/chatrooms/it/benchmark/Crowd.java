package org.chatrooms.it.benchmark;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.chatrooms.it.benchmark.Order.Gathering;
import org.chatrooms.it.benchmark.Order.Pace;

/**
 * The people of a run, those who speak to them, and what is seen of it.
 *
 * <p>Threading: the one event loop of the load.
 */
final class Crowd {
    private static final int SCRATCH = 1 << 16;
    private static final HttpDecoderConfig DECODER =
            new HttpDecoderConfig().setMaxChunkSize(SCRATCH).setValidateHeaders(false);

    /** So many are on their way in at a time. */
    private static final int AT_ONCE = 100;

    private static final int SMALL_BUFFER = 4096;
    private static final long LONGEST_DELAY = 120_000_000_000L;
    private static final long STALLED = 5_000_000_000L;

    final long run;
    final Protocol protocol;
    final Mark mark;
    final Tally tally;

    /** For bytes that are looked at now and then forgotten. */
    final byte[] scratch = new byte[SCRATCH];

    private final EventLoop loop;
    private final Gathering who;
    private final Map<Integer, String> cookies;
    private final InetSocketAddress address;

    private final List<Connection> all = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Asker> askers = new ArrayList<>();
    private final int[] turns;
    private final Histogram delays = new Histogram(LONGEST_DELAY, 3);
    private final List<Future<?>> timers = new ArrayList<>();
    private final Map<String, Integer> troubles = new TreeMap<>();
    private int opened;
    private int in;
    private Pace pace = Pace.ingest(0, 0);
    private boolean isSaying;
    private boolean isMeasuring;
    private long now;
    private long begin;
    private long end;
    private long lastHeard;
    private long deliveries;
    private long accepted;
    private long stalls;

    /** @param cookies of people who have been here before, by their number */
    Crowd(EventLoop loop, Gathering who, Map<Integer, String> cookies, long run) {
        this.loop = loop;
        this.who = who;
        this.cookies = cookies;
        this.run = run;
        address = new InetSocketAddress("localhost", who.port());
        protocol = who.contender().protocol();
        mark = new Mark(run);
        tally = new Tally(who.people(), who.rooms(), who.senders());
        turns = new int[who.senders()];
        for (int i = 0; i < who.senders(); i++) {
            senders.add(new Sender(this, i));
        }
        for (int i = 0; i < who.people(); i++) {
            listeners.add(new Listener(this, i, tally.new Hearing(i), i < who.slow()));
        }
        all.addAll(senders);
        all.addAll(listeners);
        if (who.contender().isOurs()) {
            all.forEach(one -> one.cookie = cookies.getOrDefault(one.index, ""));
        }
    }

    int textLength() {
        return pace.length();
    }

    /** Looks at the clock. */
    void look() {
        now = System.nanoTime();
    }

    /** When it was last looked at. */
    long now() {
        return now;
    }

    void later(long milliseconds, Runnable action) {
        var unused = loop.schedule(action, milliseconds, TimeUnit.MILLISECONDS);
    }

    void trouble(String what) {
        troubles.merge(what, 1, Integer::sum);
    }

    ChannelFuture connect(Connection connection) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_LINGER, 0) // or thousands of ports would be kept for a minute
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(DECODER), connection);
                    }
                });
        if (connection.isNarrow()) {
            bootstrap.option(ChannelOption.SO_RCVBUF, SMALL_BUFFER);
        }
        return bootstrap.connect(address);
    }

    /** Senders come first, then everybody else. */
    void gather() {
        while (opened < all.size() && opened - in < AT_ONCE) {
            all.get(opened++).open();
        }
    }

    /** One more is in. */
    void isIn() {
        in++;
        gather();
        if (isComplete()) {
            if (who.contender().isOurs()) {
                all.forEach(one -> cookies.put(one.index, one.cookie));
            }
            listeners.stream().limit(who.askers()).map(Asker::new).forEach(askers::add);
            askers.forEach(Connection::open);
        }
    }

    boolean isComplete() {
        return in == all.size();
    }

    String progress() {
        return in + " of " + all.size() + " are in" + (troubles.isEmpty() ? "" : "; " + troubles);
    }

    /** From now on things are said. */
    void begin(Pace how) {
        pace = how;
        isSaying = true;
        look();
        lastHeard = now;
        for (int i = 0; i < senders.size(); i++) {
            int place = i;
            if (pace.rate() > 0) {
                long every = (long) (1e9 / pace.rate());
                timers.add(loop.scheduleAtFixedRate(() -> say(place), 0, every, TimeUnit.NANOSECONDS));
            } else {
                say(place, Math.max(1, pace.window()));
            }
        }
        timers.add(loop.scheduleAtFixedRate(this::goOn, 1, 1, TimeUnit.SECONDS));
    }

    private void say(int place, int times) {
        for (int i = 0; i < times; i++) {
            say(place);
        }
    }

    private void say(int place) {
        if (isSaying) {
            int room = (place + turns[place]++ * who.senders()) % who.rooms();
            senders.get(place).say(room);
        }
    }

    private void goOn() {
        look();
        if (pace.window() > 0 && now - lastHeard > STALLED) {
            stalls++;
            lastHeard = now;
            for (int i = 0; i < senders.size(); i++) {
                say(i);
            }
        }
    }

    void answered(int place, int room, int number, boolean isAcknowledged) {
        if (isAcknowledged) {
            tally.acknowledge(room, place, number);
            accepted += isMeasuring ? 1 : 0;
        }
        if (pace.rate() == 0 && (pace.window() == 0 || !isAcknowledged)) {
            say(place);
        }
    }

    void heard(Listener listener, int room, int sender, int number, long saidAt) {
        lastHeard = now;
        if (isMeasuring) {
            deliveries++;
            if (!listener.isSlow()) {
                delays.recordValue(Math.min(now - saidAt, LONGEST_DELAY));
            }
        }
        if (pace.window() > 0 && tally.heard(room, sender, number) == quorum(room)) {
            say(sender);
        }
    }

    private int quorum(int room) {
        int people = (who.people() - room + who.rooms() - 1) / who.rooms();
        return (people * 9 + 9) / 10;
    }

    /** From now on it counts. */
    void measure() {
        isMeasuring = true;
        begin = System.nanoTime();
        read(false);
    }

    private void read(boolean isReading) {
        listeners.stream().filter(Listener::isSlow).forEach(one -> one.read(isReading));
    }

    /** From now on it does not, and nothing more is said. */
    void end() {
        isMeasuring = false;
        end = System.nanoTime();
        hush();
        read(true);
    }

    private void hush() {
        isSaying = false;
        if (pace.rate() > 0) {
            senders.forEach(Sender::hush);
        }
        timers.forEach(timer -> timer.cancel(false));
    }

    /** Whether all that was acknowledged was heard by everybody. */
    boolean isOver() {
        return senders.stream().noneMatch(Sender::isBusy) && tally.verdict().lost() == 0;
    }

    /** Everybody goes, but for those who speak; and each of these says so many things. */
    void leave(int things) {
        hush();
        listeners.forEach(Connection::close);
        askers.forEach(Connection::close);
        isSaying = true;
        pace = Pace.rate(1, pace.length(), 0, 0);
        for (int i = 0; i < senders.size(); i++) {
            say(i, things);
        }
        isSaying = false;
    }

    boolean isAnswered() {
        return senders.stream().noneMatch(Sender::isBusy);
    }

    void comeBack() {
        listeners.forEach(Connection::open);
    }

    void scatter() {
        hush();
        all.forEach(Connection::close);
        askers.forEach(Connection::close);
    }

    Reply reply(double serverCpu, double loadCpu) {
        double seconds = (end - begin) / 1e9;
        return new Reply(
                null,
                tally.verdict(),
                troubles,
                stalls,
                seconds,
                deliveries,
                accepted,
                delays.getValueAtPercentile(50) / 1e6,
                delays.getValueAtPercentile(99) / 1e6,
                serverCpu,
                loadCpu,
                System.currentTimeMillis());
    }
}

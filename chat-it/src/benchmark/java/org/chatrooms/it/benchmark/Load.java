package org.chatrooms.it.benchmark;

import com.google.gson.Gson;
import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chatrooms.it.benchmark.Order.Pace;

/**
 * The load, in a process of its own: reads orders, a line each, from its standard input, and answers each with a line. All
 * connections are on one thread, so that nothing is handed over, and the load needs one processor.
 */
public final class Load {
    private static final int HERD_MISSES = 3;
    private static final int OTHER_FILES = 200;
    private static final int GATHERING = 90_000;
    private static final int REST = 30_000;
    private static final int COMING_BACK = 60_000;
    private static final int QUIET_LOOK = 250;
    private static final int QUIET_LOOKS = 8;
    private static final double BUSY = 0.025;
    private static final int LOOK_EVERY = 10;

    private final EventLoop loop = (EventLoop) new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
    private final Map<Integer, String> cookies = new HashMap<>();
    private long run = System.currentTimeMillis();
    private long pid;
    private Crowd crowd;

    private Load() {}

    public static void main(String[] arguments) throws Exception {
        Load load = new Load();
        Gson gson = new Gson();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            Reply reply;
            try {
                reply = load.obey(gson.fromJson(line, Order.class));
            } catch (Exception e) {
                reply = Reply.failed(e.toString());
            }
            System.out.println(gson.toJson(reply));
        }
        System.exit(0);
    }

    private Reply obey(Order order) throws Exception {
        switch (order.what()) {
            case GATHER -> {
                if (crowd != null) { // one that did not come to its end
                    run(crowd::scatter);
                }
                pid = order.who().pid();
                int files = order.who().people()
                        + order.who().askers()
                        + order.who().senders()
                        + OTHER_FILES;
                if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() < files) {
                    return Reply.failed("This needs " + files + " open files, and only "
                            + system.getMaxFileDescriptorCount() + " are allowed (ulimit -Hn)");
                }
                crowd = on(() -> new Crowd(loop, order.who(), cookies, run++));
                run(crowd::gather);
                if (!await(GATHERING, crowd::isComplete)) {
                    return Reply.failed(on(crowd::progress));
                }
                awaitQuiet();
            }
            case MEASURE -> {
                return measure(order.pace());
            }
            case LEAVE -> {
                run(() -> crowd.leave(HERD_MISSES));
                await(REST, crowd::isAnswered);
            }
            case COME_BACK -> {
                run(crowd::comeBack);
                await(COMING_BACK, crowd::isOver);
            }
            case SCATTER -> {
                run(() -> crowd.leave(1)); // or a server would not see before long that they are gone
                await(REST, crowd::isAnswered);
                run(crowd::scatter);
            }
        }
        return on(() -> crowd.reply(0, 0));
    }

    private Reply measure(Pace pace) throws Exception {
        run(() -> crowd.begin(pace));
        Thread.sleep(pace.warmUp() * 1_000L);
        double server = cpu(pid);
        double own = cpu(ProcessHandle.current().pid());
        run(crowd::measure);
        Thread.sleep(pace.seconds() * 1_000L);
        run(crowd::end);
        double serverUsed = cpu(pid) - server;
        double ownUsed = cpu(ProcessHandle.current().pid()) - own;
        await(REST, crowd::isOver);
        return on(() -> crowd.reply(serverUsed, ownUsed));
    }

    /** Until the server has done what it does when people come. */
    private void awaitQuiet() throws Exception {
        Thread.sleep(1_000);
        double before = cpu(pid);
        double used = Double.MAX_VALUE;
        for (int i = 0; i < QUIET_LOOKS && used > BUSY; i++) {
            Thread.sleep(QUIET_LOOK);
            used = cpu(pid) - before;
            before += used;
        }
    }

    /** Seconds of processor time that a process has used. */
    private static double cpu(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private boolean await(int milliseconds, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + milliseconds * 1_000_000L;
        boolean isSo = on(condition);
        while (!isSo && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY);
            isSo = on(condition);
        }
        return isSo;
    }

    private void run(Runnable action) throws Exception {
        loop.submit(action).get();
    }

    private <T> T on(Callable<T> question) throws Exception {
        return loop.submit(question).get();
    }
}

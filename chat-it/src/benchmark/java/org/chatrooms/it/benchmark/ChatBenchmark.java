package org.chatrooms.it.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatrooms.it.benchmark.Plan.Step;
import org.chatrooms.it.benchmark.Plan.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many people, how fast, how much memory, beside a bare servlet and CometD in the same run; and nothing lost. {@code
 * -Dbenchmark.workloads=memory,delay} chooses among the {@link Plan.Workload}s, {@code -Dbenchmark.peers=false} is without the
 * others.
 */
class ChatBenchmark {
    /** Steps that would end later are left out. */
    private static final Duration LONGEST = Duration.ofSeconds(870);

    private final Figures figures = new Figures();
    private final List<String> faults = new ArrayList<>();
    private final long begin = System.nanoTime();

    @Test
    void everybody_gets_everything_once_and_in_order_while_it_is_measured(@TempDir Path data) throws Exception {
        boolean isPinned;
        try (Stage stage = new Stage(data)) {
            isPinned = stage.isPinned();
            boolean hasPeers = !System.getProperty("benchmark.peers", "").equals("false");
            run(Plan.of(workloads(), hasPeers, stage, figures));
        } finally {
            System.out.println(figures.table());
        }
        publish(isPinned);
        faults.addAll(figures.faults());
        assertEquals(List.of(), faults);
    }

    private static Set<Workload> workloads() {
        String chosen = System.getProperty("benchmark.workloads", "");
        return chosen.isEmpty()
                ? EnumSet.allOf(Workload.class)
                : Arrays.stream(chosen.split(","))
                        .map(name -> Workload.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Workload.class)));
    }

    private void run(List<Step> steps) {
        int left = steps.stream().mapToInt(Step::seconds).sum();
        int number = 0;
        for (Step step : steps) {
            System.out.printf("[%d of %d, at most %d s left] %s … ", ++number, steps.size(), left, step.title());
            System.out.flush();
            left -= step.seconds();
            if (System.nanoTime() - begin + step.seconds() * 1e9 > LONGEST.toNanos()) {
                System.out.println("left out: it takes too long already");
                faults.add(step.title() + ": there was no time for it");
                continue;
            }
            try {
                System.out.println(step.work().run());
            } catch (Exception e) {
                System.out.println("failed: " + e);
                faults.add(step.title() + ": " + e);
            }
        }
    }

    private void publish(boolean isPinned) throws IOException {
        Machine machine = Machine.here();
        String how =
                isPinned ? "The server has one processor, the load another." : "Server and load share all processors.";
        System.out.println(machine + "\n" + how);
        Path folder = Files.createDirectories(Path.of("target", "benchmark"));
        Gson gson = new GsonBuilder().setPrettyPrinting().create();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("pinned", isPinned);
        all.put("figures", figures.rows());
        Files.writeString(folder.resolve("benchmark.json"), gson.toJson(all));
        Chart chart = new Chart();
        chart.bars(
                "Deliveries a second in a room of 1,000 (more is better)",
                "",
                figures,
                Plan.ROOM_OF_MANY,
                Plan.DELIVERIES);
        chart.bars(
                "1,000 people, 5 messages a second: 99 % are there after (less is better)",
                "ms", figures, Plan.DELAY, Plan.P99);
        chart.bars("Memory for each who waits, 5,000 of them (less is better)", "KB", figures, Plan.MEMORY, Plan.EACH);
        chart.footnote("Bare servlet: what the container itself costs. It stores, limits and knows nothing. " + how);
        chart.footnote(machine.toString());
        Files.writeString(folder.resolve("benchmark.svg"), chart.svg());
        System.out.println("See " + folder.toAbsolutePath());
    }
}

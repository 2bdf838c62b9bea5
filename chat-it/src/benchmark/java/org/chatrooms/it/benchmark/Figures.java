package org.chatrooms.it.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chatrooms.it.benchmark.Tally.Verdict;

/** What was measured: of each round, and the median of all. Threading: one thread. */
final class Figures {
    private static final double AT_ITS_LIMIT = 0.9;

    private final Map<String, Map<Contender, Row>> tables = new LinkedHashMap<>();

    /** What there is of one in one situation. */
    private static final class Row {
        private final Map<String, List<Double>> values = new LinkedHashMap<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private Verdict verdict = new Verdict(0, 0, 0, 0, 0);
    }

    /** @param name what it is, with its unit */
    void add(String situation, Contender contender, String name, double value) {
        row(situation, contender)
                .values
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(value);
    }

    /** What went wrong, and what stood in the way. */
    void judge(String situation, Contender contender, Reply reply) {
        Row row = row(situation, contender);
        row.verdict = row.verdict.plus(reply.verdict());
        if (reply.loadCpu() > AT_ITS_LIMIT * reply.seconds()) {
            row.notes.add("the load was at its limit");
        }
        reply.troubles().forEach((what, times) -> row.notes.add(what + ", " + times + " times"));
        if (reply.stalls() > 0) {
            row.notes.add("stood still " + reply.stalls() + " times");
        }
    }

    private Row row(String situation, Contender contender) {
        return tables.computeIfAbsent(situation, key -> new TreeMap<>()).computeIfAbsent(contender, key -> new Row());
    }

    Optional<Double> median(String situation, Contender contender, String name) {
        return Optional.ofNullable(tables.getOrDefault(situation, Map.of()).get(contender))
                .map(row -> row.values.get(name))
                .map(Figures::median);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Where the chat lost something, doubled it, or got the order or the room wrong. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        tables.forEach((situation, rows) -> rows.forEach((contender, row) -> {
            if (contender.isOurs() && !row.verdict.isGood()) {
                faults.add(situation + ": " + contender + ": " + row.verdict);
            }
        }));
        return faults;
    }

    /** For people. */
    String table() {
        StringBuilder text = new StringBuilder();
        tables.forEach((situation, rows) -> {
            List<String> names = rows.values().stream()
                    .flatMap(row -> row.values.keySet().stream())
                    .distinct()
                    .toList();
            text.append(String.format("%n%-28s", situation));
            text.append(situation.length() > 28 ? String.format("%n%28s", "") : "");
            names.forEach(name -> text.append(String.format("%16s", name)));
            text.append("  lost/doubled/out of order/strange of\n");
            rows.forEach((contender, row) -> {
                text.append(String.format("  %-26s", contender));
                names.forEach(name -> text.append(String.format("%16s", shown(row, name))));
                Verdict verdict = row.verdict;
                text.append(String.format(
                        Locale.ROOT,
                        "  %d/%d/%d/%d of %,d%n",
                        verdict.lost(),
                        verdict.doubled(),
                        verdict.outOfOrder(),
                        verdict.strange(),
                        verdict.expected()));
                row.notes.forEach(note -> text.append("    ").append(note).append('\n'));
            });
        });
        return text.toString();
    }

    private static String shown(Row row, String name) {
        return row.values.containsKey(name) ? shown(median(row.values.get(name))) : "";
    }

    static String shown(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** For programs. */
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> all = new ArrayList<>();
        tables.forEach((situation, rows) -> rows.forEach((contender, row) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("situation", situation);
            one.put("server", contender.toString());
            one.put(
                    "medians",
                    row.values.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> median(entry.getValue()))));
            one.put("rounds", row.values);
            one.put("integrity", row.verdict);
            one.put("notes", row.notes);
            all.add(one);
        }));
        return all;
    }
}

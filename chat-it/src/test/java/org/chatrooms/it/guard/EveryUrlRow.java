package org.chatrooms.it.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chatrooms.it.guard.EveryUrlChat.Kind;
import org.chatrooms.it.guard.EveryUrlChat.Who;

/**
 * One row of the tables of {@link EveryUrlTest}.
 *
 * @param form what is sent; empty for nothing
 * @param target where those go on to who did it; empty for those who stay
 * @param isScripts whether it is answered to scripts, and not with a page
 * @param leavesTrace whether what was done is in the database
 * @param room empty where it is about none
 */
record EveryUrlRow(
        String url,
        String form,
        String target,
        boolean isScripts,
        String method,
        boolean leavesTrace,
        Optional<Kind> room,
        Map<Who, String> answers) {
    private static final Set<String> LET_THROUGH = Set.of("OK", "DONE", "SLASH");

    static Stream<EveryUrlRow> read(String table, boolean isScripts) {
        List<EveryUrlRow> rows = new ArrayList<>();
        List<String> block = List.of();
        for (String line : table.lines().filter(text -> !text.isBlank()).toList()) {
            List<String> words = List.of(line.strip().split(" +", -1));
            if (line.startsWith("#")) {
                assertEquals(Arrays.stream(Who.values()).map(Who::name).toList(), words.subList(3, words.size()));
            } else if (line.startsWith("/")) {
                block = words;
            } else {
                addRows(block, words, isScripts, rows);
            }
        }
        return rows.stream();
    }

    private static void addRows(List<String> block, List<String> words, boolean isScripts, List<EveryUrlRow> rows) {
        int arrow = block.indexOf("->");
        List<String> asked = arrow < 0 ? block : block.subList(0, arrow);
        String form = asked.stream()
                .filter(word -> word.startsWith("?"))
                .map(word -> word.substring(1))
                .findFirst()
                .orElse("");
        Map<Who, String> answers = new EnumMap<>(Who.class);
        Iterator<String> answer = words.listIterator(2);
        for (Who who : Who.values()) {
            answers.put(who, answer.next());
        }
        assertFalse(answer.hasNext(), words::toString);
        for (String url : asked.stream().filter(word -> word.startsWith("/")).toList()) {
            for (Optional<Kind> room : rooms(words.get(1))) {
                rows.add(new EveryUrlRow(
                        url,
                        form,
                        arrow < 0 ? "" : block.get(arrow + 1),
                        isScripts,
                        words.get(0).replace("!", ""),
                        words.get(0).endsWith("!"),
                        room,
                        answers));
            }
        }
    }

    private static List<Optional<Kind>> rooms(String word) {
        return switch (word) {
            case "-" -> List.of(Optional.empty());
            case "ANY" -> Arrays.stream(Kind.values()).map(Optional::of).toList();
            default -> List.of(Optional.of(Kind.valueOf(word)));
        };
    }

    String expected(Who who) {
        return answers.get(who);
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** Whether somebody asks in vain. */
    boolean isRefused(Who who) {
        return !LET_THROUGH.contains(expected(who));
    }

    /** Whether the URL has something for some by that method. */
    boolean isKnown() {
        return !expected(Who.ADMINISTRATOR).equals("METHOD")
                && !Set.of("NOTHING").containsAll(answers.values());
    }

    /** With nothing sent to it. */
    EveryUrlRow bare() {
        return new EveryUrlRow(url, "", "", isScripts, method, false, room, answers);
    }

    @Override
    public String toString() {
        return method + " " + url + " " + form + " " + room.map(Kind::name).orElse("");
    }
}

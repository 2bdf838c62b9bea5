package org.chatrooms.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chatrooms.it.harness.SampleSite;
import org.chatrooms.web.config.Setting;
import org.junit.jupiter.api.Test;

/** The README and the code say the same. */
class ReadmeTest {
    private static final Path README = SampleSite.SOURCES.resolve("../../README.md");

    @Test
    void its_classes_are_those_of_the_sample_site_where_they_are_built_and_tested() throws IOException {
        List<String> classes = Pattern.compile("```java\n(public class (\\w+) .*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> {
                    assertTrue(sample(block.group(2)).endsWith(block.group(1)), block.group(1));
                    return block.group(2);
                })
                .toList();

        assertFalse(classes.isEmpty());
    }

    private static String sample(String name) {
        try {
            return Files.readString(SampleSite.SOURCES.resolve("src/main/java/example/" + name + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void it_lists_every_setting_with_its_meaning_and_its_default() throws IOException {
        String table = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| `chatrooms."))
                .map(line -> line.replace("`", "").replace(" |", "|"))
                .collect(Collectors.joining("\n"));

        assertEquals(
                Arrays.stream(Setting.values())
                        .map(setting -> "| " + setting.parameter() + "| " + setting.description() + "|"
                                + setting.defaultValue()
                                        .map(value -> " " + value)
                                        .orElse("") + "|")
                        .collect(Collectors.joining("\n")),
                table);
    }
}

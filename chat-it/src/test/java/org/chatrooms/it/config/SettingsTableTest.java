package org.chatrooms.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.chatrooms.web.config.Setting;
import org.junit.jupiter.api.Test;

/** The README and the code say the same. */
class SettingsTableTest {
    @Test
    void the_readme_lists_every_setting_with_its_meaning_and_its_default() throws IOException {
        Path readme = Path.of(System.getProperty("chat.webapp")).resolve("../../../README.md");

        String table = Files.readAllLines(readme).stream()
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

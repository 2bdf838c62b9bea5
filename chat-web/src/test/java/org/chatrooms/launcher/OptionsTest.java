package org.chatrooms.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.ClearSystemProperty;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@RestoreSystemProperties
@ClearSystemProperty(key = "chatrooms.data")
class OptionsTest {
    @Test
    void without_arguments_it_is_a_chat_for_this_machine() {
        assertEquals(
                new Options("localhost", 8080, here("chatrooms-data"), "/chat", List.of(), Optional.empty()), parse());
    }

    @Test
    void every_option_is_taken() {
        assertEquals(
                new Options("0.0.0.0", 0, here("b"), "/a/b", List.of(), Optional.of("ann")),
                parse(
                        "--host",
                        "0.0.0.0",
                        "--port",
                        "0",
                        "--data",
                        "a/../b",
                        "--context-path",
                        "/a/b",
                        "--reset-password",
                        "ann"));
    }

    @Test
    void the_last_one_of_several_counts() {
        assertEquals(2, parse("--port", "1", "--port", "2").port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ""})
    void the_chat_may_be_at_the_root(String path) {
        assertEquals("", parse("--context-path", path).contextPath());
    }

    @Test
    void the_jars_of_a_folder_come_in_the_order_of_their_names(@TempDir Path folder) throws Exception {
        for (String name : List.of("b.jar", "c.jar", "a.jar", "notes.txt", "d.jar.bak")) {
            Files.createFile(folder.resolve(name));
        }

        assertEquals(
                List.of(folder.resolve("a.jar"), folder.resolve("b.jar"), folder.resolve("c.jar")),
                parse("--plugins", folder.toString()).plugins());
    }

    static Stream<Arguments> mistakes() {
        String port = "--port must be a number from 0 to 65535, not ";
        String path = "--context-path must look like /chat, or be /, not ";
        return Stream.of(
                Arguments.of("There is no option --prot; --help lists them", List.of("--prot", "1")),
                Arguments.of("There is no option --port=1; --help lists them", List.of("--port=1")),
                Arguments.of("There is no option 8080; --help lists them", List.of("8080")),
                Arguments.of("There is no option -Dother.x=1; --help lists them", List.of("-Dother.x=1")),
                Arguments.of("There is no option -Dchatrooms.x; --help lists them", List.of("-Dchatrooms.x")),
                Arguments.of(
                        "--plugins: the folder /not/here cannot be read (java.nio.file.NoSuchFileException: /not/here)",
                        List.of("--plugins", "/not/here")),
                Arguments.of("--port needs a value", List.of("--port")),
                Arguments.of("--data needs a value", List.of("--port", "1", "--data")),
                Arguments.of(port + "65536", List.of("--port", "65536")),
                Arguments.of(port + "-1", List.of("--port", "-1")),
                Arguments.of(port + "http", List.of("--port", "http")),
                Arguments.of(port, List.of("--port", "")),
                Arguments.of(path + "chat", List.of("--context-path", "chat")),
                Arguments.of(path + "/chat/", List.of("--context-path", "/chat/")),
                Arguments.of(path + "/a b", List.of("--context-path", "/a b")),
                Arguments.of(path + "//", List.of("--context-path", "//")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told(String message, List<String> arguments) {
        assertEquals(
                message,
                assertThrows(LaunchException.class, () -> Options.parse(arguments, Map.of()))
                        .getMessage());
    }

    @Test
    void a_setting_becomes_a_system_property() {
        parse("-Dchatrooms.messageHandlerClass=org.example.Theirs", "-Dchatrooms.odd=a=b", "-Dchatrooms.empty=");

        assertEquals("org.example.Theirs", System.getProperty("chatrooms.messageHandlerClass"));
        assertEquals("a=b", System.getProperty("chatrooms.odd"));
        assertEquals("", System.getProperty("chatrooms.empty"));
    }

    @Test
    @SetSystemProperty(key = "chatrooms.data", value = "given-to-java")
    void the_data_folder_may_be_given_as_a_setting() {
        assertEquals(here("given-to-java"), parse().data());
        assertEquals(here("given-to-us"), parse("-Dchatrooms.data=given-to-us").data());
        assertEquals(
                here("option"),
                parse("--data", "option", "-Dchatrooms.data=given-to-us").data());
    }

    @Test
    void the_help_lists_every_option() {
        for (String option : List.of("--port", "--host", "--data", "--context-path", "--plugins", "--help")) {
            assertTrue(Options.HELP.contains(option), option);
        }
    }

    @ParameterizedTest
    @CsvSource({"/srv/chat, /srv/chat", "' ', chatrooms-data"})
    void the_environment_names_the_data_folder_where_nothing_else_does(String variable, String folder) {
        Map<String, String> environment = Map.of("CHATROOMS_DATA", variable);

        assertEquals(
                Path.of(folder).toAbsolutePath(),
                Options.parse(List.of(), environment).data());
        assertEquals(
                Path.of("given").toAbsolutePath(),
                Options.parse(List.of("--data", "given"), environment).data());
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Map.of());
    }

    private static Path here(String folder) {
        return Path.of(folder).toAbsolutePath();
    }
}

package org.chatrooms.web.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatrooms.web.config.ChatConfig.Setting;
import org.chatrooms.web.fake.LoggedBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatConfigTest {
    private static final String NAME = "chatrooms.messageHandlerClass";
    private static final String VARIABLE = "CHATROOMS_MESSAGE_HANDLER_CLASS";
    private static final Map<String, String> NONE = Map.of();

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
                    context parameter, system property, environment, counts
                    parameter,         property,        variable,    property
                    parameter,         property,        -,           property
                    -,                 property,        variable,    property
                    parameter,         -,               variable,    variable
                    -,                 -,               variable,    variable
                    parameter,         -,               -,           parameter
                    ' ',               -,               -,           org.chatrooms.handler.LocalMessageHandler
                    -,                 -,               -,           org.chatrooms.handler.LocalMessageHandler
                    """)
    void a_system_property_counts_more_than_the_environment_and_that_more_than_a_context_parameter(
            String parameter, String property, String variable, String counts) {
        ChatConfig config = ChatConfig.read(one(NAME, parameter), one(NAME, property), one(VARIABLE, variable));

        assertEquals(counts, config.get(Setting.MESSAGE_HANDLER_CLASS));
    }

    @ParameterizedTest
    @CsvSource({
        "DATA, chatrooms.data, CHATROOMS_DATA, chatrooms-data",
        "MESSAGE_HANDLER_CLASS, chatrooms.messageHandlerClass, CHATROOMS_MESSAGE_HANDLER_CLASS,"
                + " org.chatrooms.handler.LocalMessageHandler",
        "PRESENCE_STORE_CLASS, chatrooms.presenceStoreClass, CHATROOMS_PRESENCE_STORE_CLASS,"
                + " org.chatrooms.handler.LocalPresenceStore"
    })
    void a_setting_has_its_names_and_its_default(
            Setting setting, String parameter, String variable, String defaultValue) {
        assertEquals(parameter, setting.parameter());
        assertEquals(variable, setting.environmentVariable());
        assertEquals(defaultValue, ChatConfig.read(NONE, NONE, NONE).get(setting));
    }

    @Test
    void an_unknown_context_parameter_stops_the_start() {
        assertRefused(
                "There is no setting chatrooms.dta (given as a context parameter)",
                Map.of("chatrooms.dta", "x", "other.parameter", "y"),
                NONE);
    }

    @Test
    void an_unknown_system_property_stops_the_start() {
        assertRefused(
                "There is no setting chatrooms.messagehandlerclass (given as a system property)",
                NONE,
                Map.of("chatrooms.messagehandlerclass", "x", "java.home", "y"));
    }

    @Test
    void an_unknown_environment_variable_is_a_warning() {
        try (LoggedBy log = new LoggedBy(ChatConfig.class)) {
            ChatConfig config =
                    ChatConfig.read(NONE, NONE, Map.of("CHATROOMS_PORT_80_TCP", "x", "PATH", "y", VARIABLE, "z"));

            assertEquals(
                    List.of("WARNING The environment variable CHATROOMS_PORT_80_TCP is none of our settings"),
                    log.lines());
            assertEquals(Map.of(NAME, "z"), config.given());
        }
    }

    @Test
    void only_what_was_given_is_given_and_nobody_changes_it() {
        ChatConfig config = ChatConfig.read(Map.of("chatrooms.data", " some/folder\n"), NONE, NONE);

        assertEquals(Map.of("chatrooms.data", "some/folder"), config.given());
        assertThrows(UnsupportedOperationException.class, () -> config.given().put(NAME, "another"));
    }

    @Test
    void the_data_folder_is_where_its_name_says_from_here() {
        Path folder =
                ChatConfig.read(Map.of("chatrooms.data", "a/../b"), NONE, NONE).dataFolder();

        assertTrue(folder.isAbsolute());
        assertEquals(Path.of("b").toAbsolutePath(), folder);
    }

    @Test
    void a_data_folder_that_is_none_stops_the_start() {
        StartupException e = assertThrows(
                StartupException.class, () -> ChatConfig.read(Map.of("chatrooms.data", "a\0b"), NONE, NONE));

        assertTrue(e.getMessage().startsWith("chatrooms.data is not the name of a folder"), e.getMessage());
    }

    private static Map<String, String> one(String name, String value) {
        return value == null ? NONE : Map.of(name, value);
    }

    private static void assertRefused(String message, Map<String, String> parameters, Map<String, String> properties) {
        assertEquals(
                message,
                assertThrows(StartupException.class, () -> ChatConfig.read(parameters, properties, NONE))
                        .getMessage());
    }
}

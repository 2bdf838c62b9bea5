package org.chatrooms.web.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatrooms.web.fake.LoggedBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatConfigTest {
    private static final String NAME = "chatrooms.messageHandlerClass";
    private static final String VARIABLE = "CHATROOMS_MESSAGE_HANDLER_CLASS";
    private static final String URL = "chatrooms.jdbc.url";
    private static final String USER = "chatrooms.jdbc.user";
    private static final String PASSWORD = "chatrooms.jdbc.password";
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
        "JDBC_JNDI_NAME, chatrooms.jdbc.jndiName, CHATROOMS_JDBC_JNDI_NAME,",
        "MESSAGE_HANDLER_CLASS, chatrooms.messageHandlerClass, CHATROOMS_MESSAGE_HANDLER_CLASS,"
                + " org.chatrooms.handler.LocalMessageHandler",
        "PRESENCE_STORE_CLASS, chatrooms.presenceStoreClass, CHATROOMS_PRESENCE_STORE_CLASS,"
                + " org.chatrooms.handler.LocalPresenceStore"
    })
    void a_setting_has_its_names_and_perhaps_a_default(
            Setting setting, String parameter, String variable, String defaultValue) {
        assertEquals(parameter, setting.parameter());
        assertEquals(variable, setting.environmentVariable());
        assertEquals(
                Optional.ofNullable(defaultValue),
                ChatConfig.read(NONE, NONE, NONE).find(setting));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_default_is_what_the_setting_must_be_and_every_setting_says_what_it_is_for(Setting setting) {
        setting.defaultValue().ifPresent(value -> setting.kind().read(setting.parameter(), value));

        assertTrue(setting.parameter().startsWith("chatrooms."), setting.parameter());
        assertTrue(setting.description().matches("[A-Z].*\\."), setting.description());
    }

    @Test
    void an_unknown_context_parameter_stops_the_start() {
        assertUnknown(
                "There is no setting chatrooms.dta (given as a context parameter)",
                ChatConfig.read(Map.of("chatrooms.dta", "x", "other.parameter", "y"), NONE, NONE));
    }

    @Test
    void an_unknown_system_property_stops_the_start() {
        assertUnknown(
                "There is no setting chatrooms.messagehandlerclass (given as a system property)",
                ChatConfig.read(NONE, Map.of("chatrooms.messagehandlerclass", "x", "java.home", "y"), NONE));
    }

    @Test
    void an_unknown_environment_variable_is_a_warning() {
        try (LoggedBy log = new LoggedBy(Sources.class)) {
            ChatConfig config = ChatConfig.read(
                            NONE,
                            NONE,
                            Map.of("CHATROOMS_PORT_80_TCP", "x", "PATH", "y", VARIABLE, "z", "CHATROOMS_MY_WORDS", "w"))
                    .withSettingsOfPlugins(Set.of("chatrooms.my.words"));

            assertEquals(
                    List.of("WARNING The environment variable CHATROOMS_PORT_80_TCP is none of our settings"),
                    log.lines());
            assertEquals(Map.of(NAME, "z", "chatrooms.my.words", "w"), config.given());
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
                    context parameter, system property, environment, counts
                    parameter,         property,        variable,    property
                    parameter,         -,               variable,    variable
                    ' parameter ',     -,               -,           parameter
                    ' ',               -,               -,           -
                    -,                 -,               -,           -
                    """)
    void a_setting_that_a_plugin_declares_is_read_like_ours(
            String parameter, String property, String variable, String counts) {
        String name = "chatrooms.my.badWords";
        ChatConfig config = ChatConfig.read(
                        one(name, parameter), one(name, property), one("CHATROOMS_MY_BAD_WORDS", variable))
                .withSettingsOfPlugins(Set.of(name));

        assertEquals(one(name, counts), config.given());
    }

    @Test
    void a_setting_that_a_plugin_does_not_declare_stops_the_start() {
        ChatConfig config = ChatConfig.read(Map.of("chatrooms.my.word", "x"), NONE, NONE);

        assertEquals(
                "There is no setting chatrooms.my.word (given as a context parameter)",
                assertThrows(StartupException.class, () -> config.withSettingsOfPlugins(Set.of("chatrooms.my.words")))
                        .getMessage());
    }

    @Test
    void a_plugin_gets_no_settings_that_are_not_of_the_chat() {
        ChatConfig config = ChatConfig.read(NONE, Map.of("java.home", "x"), NONE);

        assertEquals(
                "A plugin's setting must begin with chatrooms., not be java.home",
                assertThrows(StartupException.class, () -> config.withSettingsOfPlugins(Set.of("java.home")))
                        .getMessage());
    }

    @Test
    void plugins_are_not_told_how_to_get_into_the_database() {
        ChatConfig config = ChatConfig.read(
                        Map.of(URL, "jdbc:postgresql:chat", USER, "ann", PASSWORD, "secret", NAME, "x"), NONE, NONE)
                .withSettingsOfPlugins(Set.of(PASSWORD));

        assertEquals(Map.of(USER, "ann", NAME, "x"), config.given());
        assertEquals("secret", config.get(Setting.JDBC_PASSWORD));
    }

    @Test
    void only_what_was_given_is_given_and_nobody_changes_it() {
        ChatConfig config = ChatConfig.read(Map.of("chatrooms.data", " some/folder\n"), NONE, NONE);

        assertEquals(Map.of("chatrooms.data", "some/folder"), config.given());
        assertThrows(UnsupportedOperationException.class, () -> config.given().put(NAME, "another"));
    }

    @Test
    void the_spaces_of_a_password_are_part_of_it() {
        ChatConfig config = ChatConfig.read(Map.of(URL, " jdbc:postgresql:chat ", PASSWORD, " pass word "), NONE, NONE);

        assertEquals(" pass word ", config.get(Setting.JDBC_PASSWORD));
        assertEquals("jdbc:postgresql:chat", config.get(Setting.JDBC_URL));
    }

    @Test
    void the_data_folder_is_where_its_name_says_from_here() {
        Path folder =
                ChatConfig.read(Map.of("chatrooms.data", "a/../b"), NONE, NONE).dataFolder();

        assertTrue(folder.isAbsolute());
        assertEquals(Path.of("b").toAbsolutePath(), folder);
    }

    @Test
    void on_a_stock_tomcat_the_data_is_kept_beside_the_web_applications_unless_told_otherwise() {
        Map<String, String> tomcat = Map.of("catalina.base", "/srv/tomcat");

        assertEquals(
                Path.of("/srv/tomcat/chatrooms-data").toAbsolutePath(),
                ChatConfig.read(NONE, tomcat, NONE).dataFolder());
        assertEquals(
                Path.of("a").toAbsolutePath(),
                ChatConfig.read(Map.of("chatrooms.data", "a"), tomcat, NONE).dataFolder());
        assertEquals(
                Path.of("chatrooms-data").toAbsolutePath(),
                ChatConfig.read(NONE, NONE, NONE).dataFolder());
    }

    @Test
    void a_data_folder_that_is_none_stops_the_start() {
        assertRefused("chatrooms.data must be the name of a folder, not a\uFFFDb", Map.of("chatrooms.data", "a\0b"));
    }

    @Test
    void a_url_and_a_jndi_name_exclude_each_other_wherever_they_stand() {
        assertEquals(
                "chatrooms.jdbc.url and chatrooms.jdbc.jndiName exclude each other",
                assertThrows(
                                StartupException.class,
                                () -> ChatConfig.read(
                                        Map.of("chatrooms.jdbc.jndiName", "java:comp/env/jdbc/chat"),
                                        NONE,
                                        Map.of("CHATROOMS_JDBC_URL", "jdbc:postgresql:chat")))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, PASSWORD})
    void who_connects_means_nothing_without_a_url(String name) {
        assertRefused(name + " means nothing without chatrooms.jdbc.url", Map.of(name, "secret"));
        assertRefused(
                name + " means nothing without chatrooms.jdbc.url",
                Map.of(name, "secret", "chatrooms.jdbc.jndiName", "java:comp/env/jdbc/chat"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    jdbc:h2:./chat;PASSWORD=secret, must not be jdbc:h2:…
                    jdbc:mysql://localhost/chat?password=secret, must begin with jdbc:postgresql: or jdbc:mariadb:; other databases are not supported
                    postgresql://ann:secret@localhost/chat, must begin with jdbc:postgresql:
                    secret, must begin with jdbc:postgresql:
                    jdbc:postgresql://ann:secret@localhost/chat, must not name the user; that is what chatrooms.jdbc.user
                    jdbc:mariadb://ann:secret@localhost/chat, must not name the user; that is what chatrooms.jdbc.user
                    """)
    void a_url_of_another_database_stops_the_start_and_is_not_shown(String url, String said) {
        String message = assertThrows(StartupException.class, () -> ChatConfig.read(Map.of(URL, url), NONE, NONE))
                .getMessage();

        assertTrue(message.startsWith(URL + " " + said), message);
        assertFalse(message.contains("secret"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:chat",
                "jdbc:postgresql://one,two:5433/chat?user=ann&password=secret",
                "jdbc:postgresql://localhost/chat?password=at@sign",
                "jdbc:mariadb://localhost/chat?password=at@sign"
            })
    void a_url_of_a_server_is_taken(String url) {
        assertEquals(url, ChatConfig.read(Map.of(URL, url), NONE, NONE).get(Setting.JDBC_URL));
    }

    private static Map<String, String> one(String name, String value) {
        return value == null ? NONE : Map.of(name, value);
    }

    private static void assertRefused(String message, Map<String, String> parameters) {
        assertEquals(
                message,
                assertThrows(StartupException.class, () -> ChatConfig.read(parameters, NONE, NONE))
                        .getMessage());
    }

    private static void assertUnknown(String message, ChatConfig config) {
        assertEquals(
                message,
                assertThrows(StartupException.class, () -> config.withSettingsOfPlugins(Set.of()))
                        .getMessage());
    }
}

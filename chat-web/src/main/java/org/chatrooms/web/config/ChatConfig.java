package org.chatrooms.web.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every setting of the chat, read once. A setting is a context parameter of the web application; an environment variable
 * overrides it, and a system property of the same name overrides both.
 *
 * <p>Immutable.
 */
public final class ChatConfig {
    private static final Logger LOG = LoggerFactory.getLogger(ChatConfig.class);
    private static final String PREFIX = "chatrooms.";
    private static final String ENVIRONMENT_PREFIX = "CHATROOMS_";

    /** The settings there are, each with the value it has where nobody gives one. */
    public enum Setting {
        /** Where the embedded database and everything else that must stay is kept. */
        DATA("chatrooms.data", "chatrooms-data"),
        MESSAGE_HANDLER_CLASS("chatrooms.messageHandlerClass", "org.chatrooms.handler.LocalMessageHandler"),
        PRESENCE_STORE_CLASS("chatrooms.presenceStoreClass", "org.chatrooms.handler.LocalPresenceStore");

        private final String parameter;
        private final String defaultValue;

        Setting(String parameter, String defaultValue) {
            this.parameter = parameter;
            this.defaultValue = defaultValue;
        }

        /** Its name as a context parameter and as a system property. */
        public String parameter() {
            return parameter;
        }

        /** Its name as an environment variable: {@code chatrooms.someName} is {@code CHATROOMS_SOME_NAME}. */
        public String environmentVariable() {
            return parameter
                    .replaceAll("([a-z])([A-Z])", "$1_$2")
                    .replace('.', '_')
                    .toUpperCase(Locale.ROOT);
        }
    }

    private final Map<String, String> given;

    private ChatConfig(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * Reads the settings.
     *
     * @param parameters the context parameters, other people's too
     * @param properties the system properties
     * @param environment the environment
     * @throws StartupException naming the setting that is unknown or not what it must be
     */
    public static ChatConfig read(
            Map<String, String> parameters, Map<String, String> properties, Map<String, String> environment) {
        refuseUnknown("context parameter", parameters);
        refuseUnknown("system property", properties);
        environment.keySet().stream()
                .filter(name -> name.startsWith(ENVIRONMENT_PREFIX))
                .filter(name -> Arrays.stream(Setting.values())
                        .noneMatch(setting -> setting.environmentVariable().equals(name)))
                .forEach(name -> LOG.warn("The environment variable {} is none of our settings", name));

        Map<String, String> given = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            String value = properties.getOrDefault(
                    setting.parameter(),
                    environment.getOrDefault(setting.environmentVariable(), parameters.get(setting.parameter())));
            if (value != null && !value.isBlank()) {
                given.put(setting.parameter(), value.strip());
            }
        }
        ChatConfig config = new ChatConfig(given);
        config.dataFolder();
        return config;
    }

    private static void refuseUnknown(String kind, Map<String, String> settings) {
        for (String name : settings.keySet()) {
            if (name.startsWith(PREFIX)
                    && Arrays.stream(Setting.values())
                            .noneMatch(setting -> setting.parameter().equals(name))) {
                throw new StartupException("There is no setting " + name + " (given as a " + kind + ")");
            }
        }
    }

    /** The settings that were given, by name. */
    public Map<String, String> given() {
        return given;
    }

    public Path dataFolder() {
        try {
            return Path.of(get(Setting.DATA)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartupException(Setting.DATA.parameter() + " is not the name of a folder: " + e.getMessage(), e);
        }
    }

    public String get(Setting setting) {
        return given.getOrDefault(setting.parameter(), setting.defaultValue);
    }
}

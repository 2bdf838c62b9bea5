package org.chatrooms.web.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every setting of the chat, read once and validated. A setting is a context parameter of the web application; an environment
 * variable overrides it, and a system property of the same name overrides both.
 *
 * <p>Which settings there are is known only when the plugins are made, who have their own: first {@link #read}, then
 * {@link #withSettingsOfPlugins}, which refuses the rest.
 *
 * <p>Immutable.
 */
public final class ChatConfig {
    private static final List<String> SERVERS = List.of("jdbc:postgresql:", "jdbc:mariadb:");
    private static final String H2 = "jdbc:h2:";
    private static final Pattern USER_BEFORE_HOST = Pattern.compile("//[^/?]*@");

    /** The system property with the folder of a stock Tomcat: the one place there that a redeploy leaves alone. */
    private static final String HOME = "catalina.base";

    private final Sources sources;
    private final Map<String, String> given;

    private ChatConfig(Sources sources, Map<String, String> given) {
        this.sources = sources;
        this.given = Map.copyOf(given);
    }

    /**
     * Reads our own settings.
     *
     * @param parameters the context parameters, other people's too
     * @param properties the system properties
     * @param environment the environment
     * @throws StartupException naming the setting that is not what it must be
     */
    public static ChatConfig read(
            Map<String, String> parameters, Map<String, String> properties, Map<String, String> environment) {
        Sources sources = new Sources(properties, environment, parameters);
        Map<String, String> given = new HashMap<>();
        for (Setting setting : Setting.values()) {
            sources.find(setting.parameter())
                    .map(value -> setting.kind() == SettingKind.PASSWORD ? value : value.strip())
                    .ifPresent(value -> given.put(setting.parameter(), value));
        }
        ChatConfig config = new ChatConfig(sources, given);
        for (Setting setting : Setting.values()) {
            config.find(setting).ifPresent(value -> setting.kind().read(setting.parameter(), value));
        }
        config.checkDatabase();
        return config;
    }

    private void checkDatabase() {
        String name = Setting.JDBC_URL.parameter();
        Optional<String> url = find(Setting.JDBC_URL);
        if (url.isEmpty()) {
            for (Setting setting : List.of(Setting.JDBC_USER, Setting.JDBC_PASSWORD)) {
                refuse(find(setting).isPresent(), setting.parameter() + " means nothing without " + name);
            }
            return;
        }
        refuse(
                find(Setting.JDBC_JNDI_NAME).isPresent(),
                name + " and " + Setting.JDBC_JNDI_NAME.parameter() + " exclude each other");
        refuse(
                url.get().startsWith(H2),
                name + " must not be " + H2
                        + "…, which by default loses messages that were acknowledged; to use H2 set "
                        + Setting.DATA.parameter() + " alone");
        refuse(
                SERVERS.stream().noneMatch(url.get()::startsWith),
                name + " must begin with " + String.join(" or ", SERVERS) + "; other databases are not supported");
        // The driver would take it for a port, and log it.
        refuse(
                USER_BEFORE_HOST.matcher(url.get()).find(),
                name + " must not name the user; that is what " + Setting.JDBC_USER.parameter() + " and "
                        + Setting.JDBC_PASSWORD.parameter() + " are for");
    }

    private static void refuse(boolean condition, String message) {
        if (condition) {
            throw new StartupException(message);
        }
    }

    /**
     * The same with the plugins' own settings in it. Now that all are known, what was mistyped is found.
     *
     * @param names what the plugins declare, such as {@code chatrooms.my.setting}; ours stay ours
     * @throws StartupException naming the setting that nobody knows
     */
    public ChatConfig withSettingsOfPlugins(Set<String> names) {
        Set<String> known =
                Arrays.stream(Setting.values()).map(Setting::parameter).collect(Collectors.toCollection(HashSet::new));
        Map<String, String> all = new HashMap<>(given);
        for (String name : names) {
            refuse(
                    !name.startsWith(Sources.PREFIX),
                    "A plugin's setting must begin with " + Sources.PREFIX + ", not be " + name);
            if (known.add(name)) {
                sources.find(name).ifPresent(value -> all.put(name, value.strip()));
            }
        }
        sources.refuseAllBut(known);
        return new ChatConfig(sources, all);
    }

    /** The settings that were given, the plugins' too, by name; but no secrets of ours. */
    public Map<String, String> given() {
        Map<String, String> shown = new HashMap<>(given);
        Arrays.stream(Setting.values())
                .filter(setting -> setting.kind().isSecret())
                .forEach(setting -> shown.remove(setting.parameter()));
        return Map.copyOf(shown);
    }

    /** The folder that was given; else one in the working folder, or in that of a stock Tomcat. */
    public Path dataFolder() {
        Path folder = (Path) value(Setting.DATA);
        return given.containsKey(Setting.DATA.parameter())
                ? folder
                : Path.of(sources.properties().getOrDefault(HOME, ""))
                        .resolve(get(Setting.DATA))
                        .toAbsolutePath();
    }

    /** The value of a setting that may have none. */
    public Optional<String> find(Setting setting) {
        return Optional.ofNullable(given.get(setting.parameter())).or(setting::defaultValue);
    }

    /** The value of a setting that has a default. */
    public String get(Setting setting) {
        return find(setting).orElseThrow();
    }

    /** The value of a setting that is true or false. */
    public boolean isOn(Setting setting) {
        return (boolean) value(setting);
    }

    /** The value of a setting that is a whole number. */
    public int number(Setting setting) {
        return (int) value(setting);
    }

    /** The values of a setting that is a list; none where it was not given. */
    @SuppressWarnings("unchecked") // whoever asks knows what the kind makes lists of
    public <T> List<T> list(Setting setting) {
        return find(setting).isEmpty() ? List.of() : (List<T>) value(setting);
    }

    private Object value(Setting setting) {
        return setting.kind().read(setting.parameter(), get(setting));
    }
}

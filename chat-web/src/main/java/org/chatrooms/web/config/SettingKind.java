package org.chatrooms.web.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the value of a setting has to be: how it is read, and what is said where it is something else. Immutable. */
final class SettingKind {
    private static final String FRAMER =
            "'self'|https?://(\\*\\.(?=[^.]+\\.))?[a-z0-9-]+(\\.[a-z0-9-]+)*(:[0-9]{1,5})?";

    static final SettingKind TEXT = shown("a text", text -> text);

    /** A text that nobody is shown, plugins neither. */
    static final SettingKind SECRET = new SettingKind("a text", true, text -> text);

    /** A secret whose spaces count. */
    static final SettingKind PASSWORD = new SettingKind("a text", true, text -> text);

    static final SettingKind FOLDER =
            shown("the name of a folder", text -> Path.of(text).toAbsolutePath().normalize());

    static final SettingKind BOOLEAN = shown("true or false", text -> {
        require(text.equals("true") || text.equals("false"));
        return text.equals("true");
    });

    /** What every URL of the chat begins with inside a site. */
    static final SettingKind MOUNT = matching("a path like /chat, without a slash at its end", "(/[A-Za-z0-9._~-]+)+");

    /** A path below the mount, a path of the site, or a page elsewhere. */
    static final SettingKind PLACE = matching(
            "a path or an http(s) URL", "(https?://[^/?#\\s\\\\]+|/(?![/\\\\])|(?![a-z]+:|[/\\\\]))[^\\s\\\\]*");

    /** As browsers write them: no slash at the end, lower case, no default port. */
    static final SettingKind ORIGINS = shown("origins like https://www.example.org, separated by commas", text -> {
        List<String> origins = parts(text);
        require(origins.stream().allMatch(origin -> origin.matches("https?://[a-z0-9.\\[\\]:-]+")));
        return origins;
    });

    static final SettingKind CLASSES = shown("names of different classes, separated by commas", text -> {
        List<String> names = parts(text);
        require(Set.copyOf(names).size() == names.size());
        return names;
    });

    /** Who may show a page in a frame, as a policy has it: whatever else that would take, such as a mere scheme, is too much. */
    static final SettingKind FRAMERS =
            shown("'none', or 'self' and origins like https://*.example.org, separated by commas", text -> {
                List<String> framers = parts(text);
                require(framers.equals(List.of("'none'"))
                        || framers.stream().allMatch(framer -> framer.matches(FRAMER)));
                return framers;
            });

    /** Of proxies, for one. */
    static final SettingKind NETWORKS = shown("addresses or networks like 10.0.0.0/8, separated by commas", text -> {
        return parts(text).stream().map(Network::of).toList();
    });

    private final String mustBe;
    private final boolean secret;
    private final Function<String, Object> parser;

    private SettingKind(String mustBe, boolean secret, Function<String, Object> parser) {
        this.mustBe = mustBe;
        this.secret = secret;
        this.parser = parser;
    }

    /** @param parser throws an IllegalArgumentException where the value is none */
    private static SettingKind shown(String mustBe, Function<String, Object> parser) {
        return new SettingKind(mustBe, false, parser);
    }

    static SettingKind wholeNumber(int least, int most) {
        return shown("a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            require(number >= least && number <= most);
            return number;
        });
    }

    static SettingKind oneOf(String... words) {
        return shown("one of " + String.join(", ", words), text -> {
            require(List.of(words).contains(text));
            return text;
        });
    }

    private static SettingKind matching(String mustBe, String pattern) {
        return shown(mustBe, text -> {
            require(text.matches(pattern));
            return text;
        });
    }

    private static List<String> parts(String text) {
        List<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        require(parts.stream().noneMatch(String::isEmpty));
        return parts;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    boolean isSecret() {
        return secret;
    }

    /**
     * Reads the value of a setting of this kind.
     *
     * @throws StartupException naming the setting, what it must be and, unless that is secret, what it is
     */
    Object read(String setting, String value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) { // those of numbers and paths are such, too
            throw new StartupException(
                    setting + " must be " + mustBe
                            + (secret ? "" : ", not " + value.replaceAll("\\p{Cntrl}", "\uFFFD")),
                    e);
        }
    }
}

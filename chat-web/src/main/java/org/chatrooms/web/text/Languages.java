package org.chatrooms.web.text;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The languages that pages speak. Threading: does not change.
 */
public final class Languages {
    private static final Logger LOG = LoggerFactory.getLogger(Languages.class);
    private static final String FOLDER = "/WEB-INF/texts/";
    private static final String FILE = ".properties";
    private static final String ENGLISH = "en";

    /** No browser writes a longer one. */
    private static final int MAX_HEADER = 300;

    private final Map<String, Texts> texts = new TreeMap<>();

    /**
     * Makes them.
     *
     * @param files by the tag of their language; whatever one of them lacks is taken from {@code en}
     * @param own what the site says otherwise, alike: over the English that is shipped, by which errors are known
     */
    public Languages(Map<String, Map<String, String>> files, Map<String, Map<String, String>> own) {
        Map<String, String> english = files.getOrDefault(ENGLISH, Map.of());
        Set<String> tags = new HashSet<>(files.keySet());
        tags.addAll(own.keySet());
        tags.add(ENGLISH);
        for (String tag : tags) {
            Map<String, String> said = new HashMap<>(own.getOrDefault(ENGLISH, Map.of()));
            said.putAll(files.getOrDefault(tag, Map.of()));
            said.putAll(own.getOrDefault(tag, Map.of()));
            texts.put(tag, new Texts(tag, said, english));
        }
    }

    /** Those of the web application. */
    public static Languages read(ServletContext context) {
        Map<String, Map<String, String>> files = read(context, FOLDER);
        Map<String, Map<String, String>> own = read(context, FOLDER + "site/");
        own.forEach((tag, said) -> said.keySet().stream()
                .filter(key -> !files.getOrDefault(ENGLISH, Map.of()).containsKey(key))
                .sorted()
                .forEach(key -> LOG.warn("{}site/{}{} says {}, which nobody asks for", FOLDER, tag, FILE, key)));
        return new Languages(files, own);
    }

    private static Map<String, Map<String, String>> read(ServletContext context, String folder) {
        Set<String> paths = context.getResourcePaths(folder);
        return paths == null
                ? Map.of()
                : paths.stream()
                        .filter(path -> path.endsWith(FILE))
                        .collect(Collectors.toMap(
                                path -> path.substring(folder.length(), path.length() - FILE.length()),
                                path -> readFile(context, path)));
    }

    private static Map<String, String> readFile(ServletContext context, String path) {
        Properties properties = new Properties();
        try (Reader file = new InputStreamReader(context.getResourceAsStream(path), StandardCharsets.UTF_8)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    public Collection<Texts> all() {
        return Collections.unmodifiableCollection(texts.values());
    }

    public boolean has(String tag) {
        return texts.containsKey(tag);
    }

    /**
     * The language for a reader.
     *
     * @param chosen what they chose, which may be none of ours
     * @param accepted what their browser says that they read; may be missing, or anything
     */
    public Texts choose(Stream<String> chosen, String accepted) {
        return texts.get(chosen.filter(this::has).findFirst().orElseGet(() -> match(accepted)));
    }

    private String match(String accepted) {
        if (accepted == null || accepted.length() > MAX_HEADER) {
            return ENGLISH;
        }
        try {
            String tag = Locale.lookupTag(Locale.LanguageRange.parse(accepted), texts.keySet());
            return tag == null ? ENGLISH : tag;
        } catch (IllegalArgumentException e) {
            return ENGLISH; // not as it must be
        }
    }
}

package org.chatrooms.web.text;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chatrooms.web.http.Json;

/**
 * What pages say in one language. For JSPs a map: <code>${text.key}</code> is escaped for HTML, and so is all else but what is
 * called plain. A text that the language lacks is English; {@code {0}}, {@code {1}} stand for what is said about.
 *
 * <p>Threading: does not change.
 */
public final class Texts extends AbstractMap<String, String> {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final String ERROR = "error.";
    private static final String ERROR_IN_A_ROOM = "error.room.";
    private static final String WORD = "words.";

    private final Map<String, String> texts;
    private final Map<String, Pattern> errors;
    private final String words;

    /**
     * The texts of a language.
     *
     * @param tag of the language, such as {@code pt-BR}
     * @param own those that the language has
     */
    Texts(String tag, Map<String, String> own, Map<String, String> english) {
        texts = new HashMap<>(english);
        texts.putAll(own);
        texts.put("language", tag);
        errors = english.entrySet().stream()
                .filter(text -> text.getKey().startsWith(ERROR))
                .collect(Collectors.toMap(Entry::getKey, text -> pattern(text.getValue())));
        words = json(english);
    }

    private static Pattern pattern(String english) {
        return Pattern.compile("\\Q" + PLACE.matcher(english).replaceAll("\\\\E(.*)\\\\Q") + "\\E", Pattern.DOTALL);
    }

    private String json(Map<String, String> english) {
        JsonObject json = new JsonObject();
        texts.forEach((key, text) -> {
            if (key.startsWith(WORD) && !text.equals(english.get(key))) { // else words.js has it
                json.addProperty(key.substring(WORD.length()), text);
            } else if (key.startsWith(ERROR_IN_A_ROOM) && !text.equals(english.getOrDefault(key, text))) {
                json.addProperty(english.get(key), text);
            }
        });
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return texts.entrySet();
    }

    @Override
    public String get(Object key) {
        return escaped(plain((String) key));
    }

    /** A text about something. */
    public String of(String key, Object... about) {
        return escaped(plain(key, about));
    }

    /** A text around something that is HTML already. */
    public String around(String key, String html) {
        return fill(get(key), html);
    }

    /** A text that is escaped where it is shown. */
    public String plain(String key, Object... about) {
        return fill(texts.getOrDefault(key, key), about);
    }

    /** An error, which is thrown in English, as scripts get it. Whatever is not in the texts stays as it is. */
    public String error(String english) {
        for (Map.Entry<String, Pattern> error : errors.entrySet()) {
            Matcher matcher = error.getValue().matcher(english);
            if (matcher.matches()) {
                Object[] about = new Object[matcher.groupCount()];
                for (int i = 0; i < about.length; i++) {
                    about[i] = matcher.group(i + 1);
                }
                return of(error.getKey(), about);
            }
        }
        return escaped(english);
    }

    /** What the script of a room says, by its names in words.js, and the errors that it may get by their English: as JSON. */
    public String words() {
        return words;
    }

    private static String fill(String text, Object... about) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place, about)));
    }

    private static String value(MatchResult place, Object... about) {
        int number = Integer.parseInt(place.group(1));
        return number < about.length ? String.valueOf(about[number]) : place.group();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#034;")
                .replace("'", "&#039;");
    }
}

package org.chatrooms.web.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    private static final Path WEBAPP = Path.of("src/main/webapp");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    /** Expressions and comments, then what is left of the markup once its attributes with words for people are seen. */
    private static final Pattern NO_TEXT = Pattern.compile("<%.*?%>|\\$\\{.*?}", Pattern.DOTALL);

    private static final Pattern SAID_BY_ATTRIBUTE =
            Pattern.compile("\\b(?:title|aria-label|placeholder|alt|data-when-empty|data-over)=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<(?:\"[^\"]*\"|[^<>\"])*>");

    /** The name of the chat, and what is no word of a language: how everybody sees a guest. */
    private static final Pattern NAMES = Pattern.compile("Chatrooms|\\(guest\\)");

    private static final Pattern ASKED_FOR = Pattern.compile(
            "\\btext\\.(\\w+)\\b(?!\\()|\\btext\\['([\\w.]+)']|\\btext\\.(?:of|plain)\\('([\\w.]+)'|<chat:text key=\"(\\w+)\"");
    private static final Pattern ERROR = Pattern.compile(
            "(?:new InvalidInput|HttpError\\.\\w+|\\bof|\\bunavailable)\\((?:\\d+, )?\\s*\"([A-Z][^\"]* [^\"]*)\"|"
                    + "static final String \\w+ =\\s*\"([A-Z][a-z][^\"]* [^\"]*)\"");

    /** What no page shows: it is for scripts, or pages have better words for it. */
    private static final Set<String> FOR_SCRIPTS = Set.of(
            "Access denied",
            "Not found",
            "Ask again",
            "This took too long",
            "No answer since ",
            "Last-Event-ID must be a message's id and its date",
            "A change is of a message",
            "A person's id has 1 to 32 characters",
            "A person's name has 1 to ",
            "An account's name does not begin with (guest)");

    private static final Map<String, Map<String, String>> FILES = Map.of(
            "en",
            Map.of(
                    "hello",
                    "Hello, {0}",
                    "bye",
                    "Bye",
                    "error.long",
                    "A name has 1 to {0} characters.",
                    "words.a",
                    "A"),
            "de",
            Map.of(
                    "hello",
                    "Hallo {0} & Co. <'\">",
                    "error.long",
                    "Höchstens {0} Zeichen.",
                    "error.room.fast",
                    "Schnell"),
            "pt-BR",
            Map.of());

    private static final Languages SMALL = new Languages(FILES, Map.of());

    private static Texts german() {
        return SMALL.choose(Stream.of("de"), null);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, en",
                "-, de, de",
                "-, de-AT, de",
                "-, 'fr, de;q=0.8, en;q=0.5', de",
                "-, 'fr;q=0.9, en, de', en",
                "-, 'PT-br', pt-BR",
                "-, fr, en",
                "-, *, en",
                "-, 'de;q=2', en",
                "-, '😀, de', en",
                "de, en, de",
                "fr, de, de",
                "'', de, de",
            })
    void a_reader_gets_what_they_chose_or_what_their_browser_reads_or_english(
            String chosen, String accepted, String language) {
        assertEquals(language, SMALL.choose(Stream.ofNullable(chosen), accepted).plain("language"));
    }

    @Test
    void a_header_of_any_length_is_no_trouble() {
        assertEquals("en", SMALL.choose(Stream.empty(), "de,".repeat(2_000)).plain("language"));
    }

    @Test
    void what_a_language_lacks_is_said_in_english() {
        assertEquals("Bye", german().get("bye"));
    }

    @Test
    void whatever_is_said_is_escaped_once() {
        assertEquals("Hallo &lt;b&gt; &amp; Co. &lt;&#039;&#034;&gt;", german().of("hello", "<b>"));
        assertEquals("Hallo <b>Jo</b> &amp; Co. &lt;&#039;&#034;&gt;", german().around("hello", "<b>Jo</b>"));
        assertEquals("Hallo $1 & Co. <'\">", german().plain("hello", "$1"));
    }

    @Test
    void an_error_is_found_by_its_english_and_stays_as_it_is_where_nobody_knows_it() {
        assertEquals("Höchstens 20 Zeichen.", german().error("A name has 1 to 20 characters."));
        assertEquals("Please, no &lt;b&gt; here", german().error("Please, no <b> here"));
    }

    @Test
    void a_site_says_some_things_otherwise_and_that_reaches_its_script_and_its_errors() {
        Languages site = new Languages(
                FILES,
                Map.of(
                        "en", Map.of("bye", "See you", "words.a", "B", "error.long", "{0} are enough."),
                        "de", Map.of("hello", "Moin")));
        Texts english = site.choose(Stream.of("en"), null);
        Texts german = site.choose(Stream.of("de"), null);

        assertEquals("20 are enough.", english.error("A name has 1 to 20 characters."));
        assertEquals("{\"a\":\"B\"}", english.words());
        assertEquals("Moin", german.get("hello"));
        assertEquals("See you", german.get("bye"), "what a language lacks is said in the site's English");
        assertEquals("Höchstens 20 Zeichen.", german.error("A name has 1 to 20 characters."));
    }

    @Test
    void every_language_says_the_same_about_the_same() throws IOException {
        Map<String, Map<String, List<String>>> places = new TreeMap<>();
        for (Texts texts : ours().all()) {
            Map<String, List<String>> ofLanguage = new TreeMap<>();
            lines(texts.plain("language"))
                    .forEach((key, text) ->
                            ofLanguage.put(key, found(PLACE, text).sorted().toList()));
            places.put(texts.plain("language"), ofLanguage);
        }

        assertEquals(Set.of("ar", "de", "en", "fr"), places.keySet());
        places.forEach((language, ofLanguage) -> assertEquals(places.get("en"), ofLanguage, language));
    }

    @Test
    void pages_and_tags_have_no_text_of_their_own_and_ask_for_none_that_is_not_there() throws IOException {
        Set<String> english = lines("en").keySet();
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            String jsp = Files.readString(page);
            String markup = NO_TEXT.matcher(jsp).replaceAll("");
            Stream.concat(
                            SAID_BY_ATTRIBUTE.matcher(markup).results().map(said -> said.group(1)),
                            Stream.of(TAG.matcher(markup).replaceAll("")))
                    .map(text -> NAMES.matcher(text).replaceAll(""))
                    .filter(text -> text.codePoints().anyMatch(Character::isLetter))
                    .forEach(text -> wrong.add(page.getFileName() + " says " + text.strip()));
            found(ASKED_FOR, jsp)
                    .filter(key -> !key.equals("language") && !english.contains(key))
                    .forEach(key -> wrong.add(page.getFileName() + " asks for " + key));
        }

        assertEquals(List.of(), wrong);
    }

    /** Which is how pages find them: only those about a request that no page of ours sends stay English. */
    @Test
    void every_error_that_people_may_come_to_read_is_among_the_texts() throws IOException {
        Collection<String> errors = lines("en").entrySet().stream()
                .filter(text -> text.getKey().startsWith("error."))
                .map(text -> PLACE.splitAsStream(text.getValue()).findFirst().orElseThrow())
                .toList();
        Set<String> thrown = new TreeSet<>();
        for (String module : List.of("../chat-model", "../chat-web")) {
            for (Path source : files(Path.of(module, "src/main/java"), ".java")) {
                found(ERROR, Files.readString(source)).forEach(thrown::add);
            }
        }
        thrown.removeAll(FOR_SCRIPTS);

        assertTrue(thrown.size() > 50, thrown.toString());
        assertEquals(
                List.of(),
                thrown.stream()
                        .filter(error ->
                                errors.stream().noneMatch(known -> known.startsWith(error) || error.startsWith(known)))
                        .toList());
    }

    @Test
    void the_script_gets_its_words_and_the_errors_it_may_meet() throws IOException {
        JsonObject words = JsonParser.parseString(
                        ours().choose(Stream.of("de"), null).words())
                .getAsJsonObject();

        assertEquals("Verbunden", words.get("live").getAsString());
        assertEquals(
                "Du sendest Nachrichten zu schnell",
                words.get("You are sending messages too fast").getAsString());
    }

    private static Languages ours() throws IOException {
        ServletContext context = mock(ServletContext.class);
        Set<String> paths = files(WEBAPP.resolve("WEB-INF/texts"), "").stream()
                .map(file -> "/" + WEBAPP.relativize(file))
                .collect(Collectors.toSet());
        when(context.getResourcePaths("/WEB-INF/texts/")).thenReturn(paths);
        when(context.getResourceAsStream(anyString()))
                .thenAnswer(call -> Files.newInputStream(Path.of(WEBAPP + call.<String>getArgument(0))));
        return Languages.read(context);
    }

    /** The lines of a language's file, whatever {@code Texts} makes of them. */
    private static Map<String, String> lines(String language) throws IOException {
        return Files.readAllLines(WEBAPP.resolve("WEB-INF/texts/" + language + ".properties")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(files(WEBAPP.resolve("WEB-INF"), ".jsp"));
        pages.addAll(files(WEBAPP.resolve("WEB-INF"), ".tag"));
        assertTrue(pages.size() > 20, pages.toString());
        return pages;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The first group that each place has. */
    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(TextsTest::firstGroup);
    }

    private static String firstGroup(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        return match.group();
    }
}

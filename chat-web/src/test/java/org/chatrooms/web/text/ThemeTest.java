package org.chatrooms.web.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages look like is said in one place, and shown in one. */
class ThemeTest {
    private static final Path FILES = Path.of("src/main/webapp/static/chatrooms");
    private static final Pattern DEFINED = Pattern.compile("(?m)^ +(--chat-[a-z-]+):");
    private static final Pattern USED = Pattern.compile("var\\((--chat-[a-z-]+)\\)");

    /** Whole rows: the name, what it is for, and a sample of it. */
    private static final Pattern SHOWN =
            Pattern.compile("<tr><th scope=\"row\">(--chat-[a-z-]+)</th><td>[^\\n]{4,}</td><td><svg");

    /** Colours, fonts, sizes of letters and corners that a site could not change. */
    private static final Pattern LITERAL = Pattern.compile(
            "#[0-9a-fA-F]{3,8};|\\b(?:rgba?|hsla?|oklch)\\("
                    + "|font-family:|font: *[^;]*(?:monospace|serif)|font(?:-size)?: *[\\d.]+(?:rem|px)|border-radius: *[1-9]\\d*px");

    private static String text(String file) throws IOException {
        return Files.readString(FILES.resolve(file));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> variables() throws IOException {
        Set<String> variables = found(DEFINED, text("css/theme.css"));
        assertTrue(variables.size() > 20, variables.toString());
        return variables;
    }

    @Test
    void the_page_that_shows_the_theme_shows_each_variable_with_its_meaning() throws IOException {
        assertEquals(variables(), found(SHOWN, text("theme.html")));
    }

    /** Of a shadow it has a class. */
    @Test
    void and_each_sample_is_made_of_it() throws IOException {
        assertEquals(variables(), found(USED, text("theme.html") + text("css/theme-page.css")));
    }

    @Test
    void a_page_with_a_room_in_it_passes_each_on() throws IOException {
        String names = text("js/embed.js").split("`", 3)[1];

        assertEquals(
                variables(),
                Pattern.compile("\\s+")
                        .splitAsStream(names.strip())
                        .map(name -> "--chat-" + name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_styles_use_each_of_them_and_no_others() throws IOException {
        assertEquals(variables(), found(USED, text("css/site.css") + text("css/room.css") + text("css/noscript.css")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.css", "room.css", "noscript.css", "theme-page.css"})
    void the_styles_have_no_colour_font_or_corner_of_their_own(String file) throws IOException {
        List<String> literals = text("css/" + file)
                .lines()
                .filter(line -> LITERAL.matcher(line).find())
                .toList();

        assertEquals(List.of(), literals);
    }

    @Test
    void every_colour_has_a_value_for_the_night() throws IOException {
        String[] dayAndNight = text("css/theme.css").split("@media", 2);
        Set<String> colours = found(Pattern.compile("(--chat-[a-z-]+): (?:#|rgb)"), dayAndNight[0]);
        colours.remove("--chat-backdrop"); // dark at any time

        assertEquals(colours, found(Pattern.compile("(--chat-[a-z-]+): (?:#|rgb)"), dayAndNight[1]));
    }
}

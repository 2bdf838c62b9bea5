package org.chatrooms.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.chatrooms.it.harness.BrowserExtension;
import org.chatrooms.it.harness.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text becomes on the page of a reader. */
class MarkupTest {
    private static final String NODES = """
            async ([name, texts]) => {
              const { markup } = await import(new URL("../static/chatrooms/js/markup.js", location));
              return texts.map((text) => {
                const element = document.createElement("div");
                element.append(markup(name)(text));
                return element.innerHTML;
              });
            }
            """;

    private static final List<String> LINKS = List.of(
            "see https://example.org/a?b=c&d=e#f!", "see " + link("https://example.org/a?b=c&amp;d=e#f") + "!",
            "(HTTP://example.org/x_(y)) and", "(" + link("HTTP://example.org/x_(y)") + ") and",
            "\"http://example.org\"", "\"" + link("http://example.org") + "\"",
            "javascript:alert(1) data:text/html,x ftp://example.org",
                    "javascript:alert(1) data:text/html,x ftp://example.org",
            "xhttp://example.org https:// http://)", "xhttp://example.org https:// http://)",
            "<a href=https://example.org/\"onclick=\"x\">",
                    "&lt;a href=" + link("https://example.org/") + "\"onclick=\"x\"&gt;");

    private static final List<String> CODE = List.of(
            "run `rm -rf <dir>` now", "run <code dir=\"ltr\">rm -rf &lt;dir&gt;</code> now",
            "a ` b\nc ` d", "a ` b\nc ` d",
            "like\n```js\nif (a < b) `x`;\n\nhttp://example.org\n```\nthis",
                    "like<pre><code dir=\"ltr\">if (a &lt; b) `x`;\n\nhttp://example.org</code></pre>this",
            "```one``` ```open", "<pre><code dir=\"ltr\">one</code></pre> ```open",
            "`https://example.org` and `ann`",
                    "<code dir=\"ltr\">https://example.org</code> and <code dir=\"ltr\">ann</code>");

    private static final List<String> NAMES = List.of(
            "Ann, @ANN and ann!", "<mark>Ann</mark>, <mark>@ANN</mark> and <mark>ann</mark>!",
            "Hannah, anna, änn, ann_ and 5ann", "Hannah, anna, änn, ann_ and 5ann",
            "https://example.org/ann", link("https://example.org/ann"),
            "<b>ann</b>\nann", "&lt;b&gt;<mark>ann</mark>&lt;/b&gt;\n<mark>ann</mark>");

    private static EmbeddedServer server;

    @RegisterExtension
    final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void addresses_of_the_web_become_links_without_the_sentence_around_them_and_nothing_else_does() {
        becomes("ann", LINKS);
    }

    @Test
    void what_stands_between_backticks_is_code_and_nothing_in_it_is_anything_else() {
        becomes("ann", CODE);
    }

    @Test
    void the_readers_own_name_is_marked_where_it_is_a_word() {
        becomes("ann", NAMES);
        becomes("Zoë (x)", List.of("zoË (X)?", "<mark>zoË (X)</mark>?"));
        becomes("", List.of("@ nobody", "@ nobody"));
    }

    @ParameterizedTest
    @CsvSource({
        "Hello Ada, (guest) Ada, true",
        "@ada, (guest) Ada, true",
        "(ada), Ada, true",
        "Adam, Ada, false",
        "Nada, Ada, false",
        "ada_b, Ada, false",
        "ΑΔΑ!, αδα, true",
        "call a.b now, a.b, true",
        "call axb now, a.b, false",
        "c-d+e?, c-d+e, true"
    })
    void a_mention_is_a_name_as_a_word_of_its_own(String text, String name, boolean isMention) {
        assertEquals(isMention, page().evaluate("""
                async ([text, name]) => {
                  const { mentions } = await import(new URL("../static/chatrooms/js/markup.js", location));
                  return mentions(text, name);
                }
                """, List.of(text, name)));
    }

    @Test
    void a_few_pictures_are_told_from_a_text() {
        Object are = page().evaluate("""
                async (texts) => {
                  const { isEmoji } = await import(new URL("../static/chatrooms/js/markup.js", location));
                  return texts.map((text) => isEmoji(text));
                }
                """, List.of("👍", "👩🏽‍🚀 ❤️ 🇩🇪", "👍 ok", "42", "", "👍".repeat(25)));
        assertEquals(List.of(true, true, false, false, false, false), are);
    }

    private void becomes(String name, List<String> textsAndNodes) {
        List<String> texts = every(0, textsAndNodes);
        assertEquals(every(1, textsAndNodes), page().evaluate(NODES, List.of(name, texts)));
    }

    private static List<String> every(int which, List<String> pairs) {
        return IntStream.range(0, pairs.size())
                .filter(i -> i % 2 == which)
                .mapToObj(pairs::get)
                .toList();
    }

    private static String link(String address) {
        return "<a href=\"" + address + "\" target=\"_blank\" rel=\"noopener noreferrer nofollow ugc\" dir=\"ltr\">"
                + address + "</a>";
    }

    private Page page() {
        Page page = browser.open();
        page.navigate(server.base() + "rooms/");
        return page;
    }
}

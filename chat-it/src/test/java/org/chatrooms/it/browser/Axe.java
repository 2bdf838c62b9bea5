package org.chatrooms.it.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** What axe finds on a page that keeps people from using it. */
final class Axe {
    private static final String SCRIPT = script();

    private static final String FINDINGS = """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html.slice(0, 120)).join(" | "))
            """;

    private Axe() {}

    static List<?> findings(Page page) {
        return findings(page.mainFrame());
    }

    static List<?> findings(Frame frame) {
        frame.evaluate(SCRIPT);
        return (List<?>) frame.evaluate(FINDINGS);
    }

    private static String script() {
        Properties built = new Properties();
        try (InputStream file =
                Axe.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            built.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String path = "/META-INF/resources/webjars/axe-core/" + built.getProperty("version") + "/axe.min.js";
        try (InputStream file = Axe.class.getResourceAsStream(path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

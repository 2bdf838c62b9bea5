package org.chatrooms.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes off where something runs that somebody wrote, and where the policy has to stop it: the policy would
 * have stopped a script that got into a page, and must not have had to.
 */
final class Alarms {
    private final Page page;
    private final List<String> alarms = new ArrayList<>();

    private Alarms(Page page) {
        this.page = page;
    }

    /** Listens to a page that shows nothing yet. */
    static Alarms on(Page page) {
        Alarms alarms = new Alarms(page);
        page.onDialog(dialog -> {
            alarms.alarms.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                alarms.alarms.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> alarms.alarms.add(page.url() + ": " + error));
        return alarms;
    }

    /** Nothing went off until now, and no script of somebody's left its mark on what the page shows. */
    void areSilent() {
        // The console is heard until here as well.
        assertEquals("undefined", page.evaluate("typeof globalThis.__xss"), page.url());
        assertEquals(List.of(), alarms);
    }
}

package org.chatrooms.it.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Somebody without a mouse. */
final class Keyboard {
    /** What has the focus: its text or label, and whether that is to be seen. */
    private static final String FOCUSED = """
            () => {
              const focused = document.activeElement;
              const style = getComputedStyle(focused);
              const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const name = focused.ariaLabel || focused.labels?.[0]?.textContent || focused.textContent;
              return name.trim().replace(/\\s+/g, " ") + (isSeen ? "" : " (unseen)");
            }
            """;

    /** More than any page has to come by. */
    private static final int FAR = 50;

    private Keyboard() {}

    /** Presses Tab so many times; gives what has the focus each time. */
    static List<Object> tab(Page page, int times) {
        List<Object> focused = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            page.keyboard().press("Tab");
            focused.add(page.evaluate(FOCUSED));
        }
        return focused;
    }

    /** Presses Tab until something of that name has the focus, to be seen. */
    static void tabTo(Page page, String name) {
        List<Object> passed = new ArrayList<>();
        while (!passed.contains(name)) {
            if (passed.size() > FAR) {
                throw new AssertionError("No " + name + " among " + passed);
            }
            passed.addAll(tab(page, 1));
        }
    }

    /** The same, and presses it. */
    static void press(Page page, String name) {
        tabTo(page, name);
        page.keyboard().press("Enter");
    }
}

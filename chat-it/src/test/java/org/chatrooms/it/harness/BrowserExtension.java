package org.chatrooms.it.harness;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test browsers. Each page it opens is another person's, with cookies and storage of their own, in one Chromium that
 * all tests share. What the pages looked like when a test failed is in {@code target/screenshots}.
 *
 * <p>Threading: the test's thread, as Playwright demands.
 */
public final class BrowserExtension implements BeforeEachCallback, AfterEachCallback {
    /** Only a test that fails waits this long. */
    private static final int PATIENCE = 30_000;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final List<BrowserContext> contexts = new ArrayList<>();
    private Browser browser;

    @Override
    public void beforeEach(ExtensionContext test) {
        browser = test.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(BrowserProcess.class, key -> BrowserProcess.start(), BrowserProcess.class)
                .browser();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /** An empty page of somebody who was never here, at a desk. */
    public Page open() {
        return open(BrowserWindow.DESK);
    }

    /** An empty page of somebody who was never here. */
    public Page open(BrowserWindow window) {
        return open(window, new Browser.NewContextOptions());
    }

    /** An empty page of somebody who was never here, whose browser is a special one. */
    public Page open(BrowserWindow window, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setHasTouch(window != BrowserWindow.DESK));
        contexts.add(context);
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        window.resize(page);
        return page;
    }

    /** Keeps what is to be seen of a page, for people to look at. */
    public static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        boolean hasFailed = test.getExecutionException().isPresent();
        int number = 0;
        for (BrowserContext context : contexts) {
            for (Page page : context.pages()) {
                if (hasFailed) {
                    screenshot(page, "failed-" + test.getRequiredTestMethod().getName() + "-" + ++number);
                }
            }
            context.close();
        }
        contexts.clear();
    }
}

package org.chatrooms.it.harness;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one Chromium of all tests: an installed one, else one that Playwright fetches, else none.
 *
 * <p>Threading: the thread that started it, as Playwright demands.
 */
final class BrowserProcess implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--host-resolver-rules=MAP *.example localhost", // for what depends on a site's name
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final int MINUTES_TO_FETCH = 10;

    private final Playwright playwright;
    private final Browser browser;
    private final String whyMissing;

    private BrowserProcess(Playwright playwright, Browser browser, String whyMissing) {
        this.playwright = playwright;
        this.browser = browser;
        this.whyMissing = whyMissing;
    }

    static BrowserProcess start() {
        Optional<Path> installed = installed();
        if (installed.isEmpty() && !fetch()) {
            return new BrowserProcess(null, null, "no Chromium is installed and none could be downloaded");
        }
        // What is to be downloaded is already: Playwright itself would fetch three browsers.
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions().setArgs(QUIET);
        installed.ifPresent(options::setExecutablePath);
        try {
            return new BrowserProcess(playwright, playwright.chromium().launch(options), null);
        } catch (PlaywrightException e) {
            playwright.close();
            if (installed.isPresent()) {
                throw e; // it is there, so it has to work
            }
            return new BrowserProcess(null, null, "the downloaded Chromium does not start here");
        }
    }

    private static Optional<Path> installed() {
        List<Path> folders = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(Path::of)
                .toList();
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** In a process of its own, because Playwright's installer ends the one it runs in. */
    private static boolean fetch() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.microsoft.playwright.CLI",
                        "install",
                        "--only-shell",
                        "chromium")
                .toList();
        try {
            Process installer = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean hasEnded = installer.waitFor(MINUTES_TO_FETCH, TimeUnit.MINUTES);
            installer.destroyForcibly();
            return hasEnded && installer.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws BrowserMissing where there is none */
    Browser browser() {
        if (browser == null) {
            throw new BrowserMissing(whyMissing);
        }
        return browser;
    }

    @Override
    public void close() {
        if (playwright != null) {
            playwright.close();
        }
    }
}

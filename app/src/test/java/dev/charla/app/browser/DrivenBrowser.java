package dev.charla.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A browser that a test drives, without a window. */
abstract sealed class DrivenBrowser implements AutoCloseable permits Chromium, Firefox {
    private final Playwright playwright;
    private final Browser browser;

    /**
     * @param fetches whether the driver may fetch a browser of its own
     * @param options how it is started
     * @param howToGetOne said when it cannot be
     */
    DrivenBrowser(
            Function<Playwright, BrowserType> type,
            boolean fetches,
            BrowserType.LaunchOptions options,
            String howToGetOne) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (!fetches) {
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        }
        Playwright driver = null;
        try {
            driver = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            browser = type.apply(driver).launch(options);
            playwright = driver;
        } catch (PlaywrightException failure) {
            if (driver != null) {
                driver.close();
            }
            throw new AssertionError(howToGetOne, failure);
        }
    }

    /** The environment of this process, and these of a room. */
    static Map<String, String> environmentWith(Map<String, String> more) {
        // The driver keeps the environment it was first given, so a room's goes to the browser.
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(more);
        return all;
    }

    /** Charla's page, as somebody else than in every other page of this browser. */
    BrowserPage open(int port) {
        return open(port, new Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    /** Charla's page in a window of this width, in pixels. */
    BrowserPage open(int port, ColorScheme colours, int width) {
        return open(
                port,
                new Browser.NewContextOptions()
                        .setColorScheme(colours)
                        .setViewportSize(width, 800));
    }

    /** Charla's page for somebody with these wishes, English unless they say otherwise. */
    BrowserPage open(int port, Browser.NewContextOptions options, String... scripts) {
        BrowserPage page = visitor(options, scripts);
        page.visit("http://localhost:" + port + "/?probe=1");
        return page;
    }

    /**
     * Somebody who has not opened anything yet.
     *
     * @param scripts run in each page before its own
     */
    BrowserPage visitor(Browser.NewContextOptions options, String... scripts) {
        if (options.locale == null) {
            options.setLocale("en-US");
        }
        BrowserContext context = browser.newContext(options);
        for (String script : scripts) {
            context.addInitScript(script);
        }
        return new BrowserPage(context);
    }

    boolean isConnected() {
        return browser.isConnected();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

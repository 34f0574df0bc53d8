package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import dev.charla.app.CharlaTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What one sees when a file of the page does not arrive, as happens on the networks of trains. */
@CharlaTest
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class ArrivalBrowserIT extends BrowserTestBase {
    private static final String A_MODULE = "**/voice-agent/view/orb.js";
    private static final String A_STYLE = "**/voice-agent/styles/thread.css";

    private static BrowserPage visitor(Chromium chromium, String locale) {
        return chromium.visitor(
                new Browser.NewContextOptions().setLocale(locale).setViewportSize(360, 740));
    }

    private String address() {
        return "http://localhost:" + port + "/";
    }

    /** Counts how often the page is loaded. */
    private static AtomicInteger loads(BrowserPage page) {
        var loads = new AtomicInteger();
        page.page()
                .onRequest(request -> {
                    if (request.isNavigationRequest()) {
                        loads.incrementAndGet();
                    }
                });
        return loads;
    }

    @Test
    void aFileThatDidNotArriveIsAskedForOnceMore() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = visitor(chromium, "en-US")) {
            var loads = loads(page);
            page.page()
                    .route(
                            A_MODULE,
                            route -> {
                                if (loads.get() == 1) {
                                    route.abort();
                                } else {
                                    route.resume();
                                }
                            });

            page.visit(address());

            assertThat(loads).hasValue(2);
            assertThat(page.takeComplaints())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one).startsWith("Failed to load"));
        }
    }

    @Test
    void aFileThatDoesNotArriveAgainIsToldInTheReadersLanguage() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = visitor(chromium, "es-ES")) {
            var loads = loads(page);
            page.page().route(A_MODULE, Route::abort);

            page.page().navigate(address());

            assertThat(page.await(".incomplete")).contains("No ha llegado una parte");
            look(page, "incomplete-360");
            assertThat(loads).hasValue(2);
            page.takeComplaints();

            page.page().unroute(A_MODULE);
            page.page().locator(".incomplete button").click();
            page.awaitState("idle");
        }
    }

    @Test
    void aStyleThatNeverComesKeepsThePageFromNobody() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = visitor(chromium, "en-US")) {
            page.page().route(A_STYLE, ArrivalBrowserIT::neverAnswer);

            page.page()
                    .navigate(
                            address(),
                            new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));

            page.awaitState("idle");
        }
    }

    /** Keeps what was asked for waiting until the page is left. */
    private static void neverAnswer(Route route) {
        assertThat(route.request().url()).endsWith(".css");
    }
}

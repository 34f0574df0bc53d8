package dev.charla.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.charla.app.CharlaTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller can do in a conversation, and what the page does when things go wrong. */
@CharlaTest
@TestPropertySource(properties = Scripts.SHORT_ANSWERS)
class ControlsBrowserIT extends BrowserTestBase {
    /**
     * Counts how often a caption began and ended to be played, also when that was too short to see.
     */
    private static final String PLAYINGS =
            """
            window.playings = { begun: 0, ended: 0 };
            const root = document.querySelector('voice-agent').shadowRoot;
            let playing = root.querySelector('.caption.playing') !== null;
            new MutationObserver(() => {
              const now = root.querySelector('.caption.playing') !== null;
              if (now !== playing) playings[now ? 'begun' : 'ended']++;
              playing = now;
            }).observe(root, { subtree: true, childList: true, attributeFilter: ['class'] });
            """;

    private static void awaitPlayings(BrowserPage page, int count) {
        String over = "playings.begun === %1$d && playings.ended === %1$d".formatted(count);
        await().pollInSameThread().until(() -> Boolean.TRUE.equals(page.page().evaluate(over)));
    }

    @Test
    void anAnswerCanBeHeardAgain() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium)) {
            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");

            page.page().evaluate(PLAYINGS);
            page.page().locator(".hear-again").click();
            awaitPlayings(page, 1);
            page.stopTalking();
            page.page().locator(".caption.agent .sentence").first().click();

            awaitPlayings(page, 2);
        }
    }

    @Test
    void whatWasSaidIsSavedInFiveForms() throws IOException {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium)) {
            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");
            String answer = page.caption("agent", 0);

            assertThat(saved(page, "txt").lines())
                    .satisfiesExactly(
                            first ->
                                    assertThat(first)
                                            .matches("[0-9:]{8}  You: what is seven times eight"),
                            second ->
                                    assertThat(second)
                                            .matches("[0-9:]{8}  Charla: .*")
                                            .endsWith(answer));
            assertThat(saved(page, "md")).startsWith("# Transcript\n").contains("**Charla**");
            String vtt = saved(page, "vtt");
            assertThat(vtt).startsWith("WEBVTT\n\n").contains("<v You>what is seven times eight");
            assertThat(saved(page, "srt")).startsWith("1\n").contains("\n2\n").contains(" --> ");
            JsonNode json = JsonMapper.shared().readTree(saved(page, "json"));
            JsonNode agent = json.get("entries").get(1);
            print("the answer as it is saved: %s", agent);
            assertThat(json.get("id").asString()).startsWith("conversation_");
            assertThat(agent.get("text").asString()).isEqualTo(answer);
            assertThat(agent.get("endMs").asLong()).isGreaterThan(agent.get("startMs").asLong());
            assertThat(agent.get("latencyMs").asLong()).isPositive();
        }
    }

    @Test
    void latencyIsMeasuredWhereItIsHeard() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium)) {
            page.startTyping();
            for (int turn = 0; turn < 3; turn++) {
                page.type("what is seven times eight");
                page.latency(turn);
                page.awaitState("ready");
            }

            page.page().locator(".latency summary").first().click();
            String stages = page.await(".latency[open]");
            print("%s", stages.replace('\n', ' '));
            print("%s", page.await(".board p"));
            assertThat(stages).contains("measured in this browser", "First sound arrived");
            page.awaitCount(".board rect", 3);
        }
    }

    @Test
    void aLostConnectionIsMadeAgainAndWhatWasSaidStays() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium, BrowserTricks.AT_HAND)) {
            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");

            List<Route> held = new ArrayList<>();
            page.page().route("**/resume", held::add);
            page.page().evaluate("sockets.at(-1).close()");
            page.await(".banner");
            look(page, "reconnecting");
            page.page().unroute("**/resume");
            held.forEach(Route::resume);
            page.awaitState("ready");
            page.awaitGone(".banner");
            page.type("what is nine times nine");

            assertThat(page.caption("agent", 1)).contains("81");
            assertThat(page.thread()).contains("56").contains("81");
        }
    }

    @Test
    void whereNoWebSocketGetsThroughTheConversationTakesAnotherWay() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium, BrowserTricks.NO_WEB_SOCKET)) {
            page.startTyping();
            page.record();
            page.type("what is seven times eight");

            assertThat(page.caption("agent", 0)).contains("56");
            page.latency(0);
            page.awaitState("ready");
            assertThat(page.recording().rmsDbfs()).isGreaterThan(-60);
            assertThat(page.await(".indirect")).isEqualTo("Fallback connection");
            assertThat(page.page().evaluate("webSocketsRefused")).isEqualTo(1);
            look(page, "indirect");
            page.stopTalking();
            page.startTyping();
            assertThat(page.page().evaluate("webSocketsRefused")).isEqualTo(1);
        }
    }

    @Test
    void soundThatTheBrowserHoldsBackComesWithOneTap() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium, BrowserTricks.AT_HAND)) {
            page.startTyping();

            page.page().evaluate("contexts.at(-1).suspend()");
            page.await(".hear");
            look(page, "sound-held-back");
            page.page().locator(".hear").click();

            await().pollInSameThread()
                    .until(() -> "running".equals(page.page().evaluate("contexts.at(-1).state")));
            page.awaitGone(".hear");
        }
    }

    @Test
    void anInsecureAddressIsExplainedAndTypingWorks() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium, BrowserTricks.INSECURE)) {
            page.startTalking();

            assertThat(page.await(".alert h2")).contains("secure address");
            assertThat(page.page().locator(".alert .quiet").count()).isZero();
            look(page, "insecure");
            page.type("what is seven times eight");
            assertThat(page.caption("agent", 0)).contains("56");
        }
    }

    @Test
    void whatIsChosenInTheSettingsReachesTheServer() {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium)) {
            List<String> asked = new ArrayList<>();
            page.page()
                    .onRequest(request -> {
                        if (request.url().endsWith("/api/conversations")) {
                            asked.add(Objects.requireNonNull(request.postData()));
                        }
                    });
            page.openSettings();
            page.page().locator("select[data-name=sensitivity]").selectOption("low");
            page.page().locator("select[data-name=silence]").selectOption("300");
            page.page().locator("select[data-name=speed]").selectOption("1.4");
            assertThat(page.page().locator("select[data-name=voice]").isDisabled()).isTrue();
            assertThat(page.page().locator(".field:has(select[data-name=voice])").innerText())
                    .contains("Set by your administrator");
            page.page().keyboard().press("Escape");

            page.startTyping();
            page.type("what is seven times eight");

            assertThat(page.caption("agent", 0)).contains("56");
            assertThat(asked)
                    .containsExactly(
                            "{\"agent\":\"default\",\"language\":\"en\",\"sensitivity\":\"low\","
                                    + "\"silenceMs\":300,\"speed\":1.4}");
        }
    }

    @Test
    void theEventLogIsFilteredOpenedAndSaved() throws IOException {
        try (Chromium chromium = Chromium.withoutMicrophone();
                BrowserPage page = open(chromium)) {
            page.startTyping();
            page.type("what is seven times eight");
            page.latency(0);
            page.awaitState("ready");
            page.toggleLog();

            page.page().locator(".tools select").selectOption("service");
            page.awaitCount(".events li:not(.leg-service)", 0);
            page.page().locator(".tools select").selectOption("out");
            page.page().locator(".tools input").fill("text");
            page.page().locator(".events summary").first().click();
            assertThat(page.await(".events pre")).contains("(25 characters)");
            Page inner = page.page();
            Download trace =
                    inner.waitForDownload(() ->
                            inner.locator(
                                            ".tools button",
                                            new Page.LocatorOptions().setHasText("Save"))
                                    .click());

            String text = Files.readString(trace.path());
            JsonNode json = JsonMapper.shared().readTree(text);
            assertThat(json.get("conversation").asString()).startsWith("conversation_");
            assertThat(json.get("events").size()).isGreaterThan(10);
            assertThat(text).doesNotContain("seven", "eight");
        }
    }

    private String saved(BrowserPage page, String format) throws IOException {
        Page inner = page.page();
        inner.locator(".export summary").click();
        Download download =
                inner.waitForDownload(() -> inner.locator("[data-format=" + format + "]").click());
        assertThat(download.suggestedFilename()).startsWith("charla-").endsWith("." + format);
        return Files.readString(download.path());
    }

    private BrowserPage open(Chromium chromium, String... scripts) {
        return chromium.open(
                port,
                new Browser.NewContextOptions().setViewportSize(1280, 800).setAcceptDownloads(true),
                scripts);
    }
}

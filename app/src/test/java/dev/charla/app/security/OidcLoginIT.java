package dev.charla.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.testkit.Script;
import dev.charla.testkit.ScriptedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;

/** Sign-in at a provider, and people who try to get in without it. */
@CharlaTest
@TestPropertySource(properties = "logging.level.dev.charla=trace")
@ExtendWith(OutputCaptureExtension.class)
class OidcLoginIT {
    private static final OidcProvider PROVIDER = new OidcProvider();
    private static final ScriptedService SERVICE =
            ScriptedService.start(Script.of(Script.Turn.of("hello", "Hello.")));

    @LocalServerPort int port;
    @Autowired WebSessionManager manager;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("charla.access.oidc.issuer", PROVIDER::issuer);
        settings.add("charla.access.oidc.client-id", () -> OidcProvider.CLIENT);
        settings.add("charla.access.oidc.client-secret", () -> OidcProvider.SECRET);
        settings.add("charla.access.oidc.users", () -> "@example.org, guest@elsewhere.example");
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> "secret-key");
    }

    @BeforeEach
    void aProviderThatDoesNotCheat() {
        PROVIDER.subject = "ana";
        PROVIDER.email = "ana@example.org";
        PROVIDER.verified = true;
        PROVIDER.audience = OidcProvider.CLIENT;
        PROVIDER.forges = false;
        PROVIDER.replays = false;
    }

    @AfterAll
    static void close() {
        SERVICE.close();
        PROVIDER.close();
    }

    @Test
    void whoeverSignsInAtTheProviderCanTalk() {
        var ana = new Browser(port, true);

        assertThat(ana.visit("/").body()).contains("<voice-agent>");
        try (Caller page = ana.page(ana.ticket())) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"hello\"}");
            page.awaitType("playback.end");
        }
    }

    @Test
    void whatIsAskedForRightAfterASignInIsAnswered() {
        for (int i = 0; i < 40; i++) {
            var ana = new Browser(port, true);

            assertThat(ana.visit("/").statusCode()).isEqualTo(200);
            assertThat(ana.post("/api/conversations", "{\"profile\":\"none\"}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoeverDoesNotIsSentThereOrRefused() {
        var stranger = new Browser(port, false);

        var page = stranger.visit("/");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("./oauth2/authorization/charla");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        var login = stranger.visit("/oauth2/authorization/charla");
        assertThat(login.headers().firstValue("Location"))
                .hasValueSatisfying(to ->
                        assertThat(to)
                                .startsWith(PROVIDER.issuer() + "/authorize")
                                .contains("nonce=", "state=")
                                .doesNotContain(OidcProvider.SECRET));
        assertThat(stranger.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
        assertThat(stranger.post("/api/conversations", "{}").body()).contains("login_required");
        assertThat(stranger.refusedUpgrade("/api/conversations/x/stream", "charla.ticket.x"))
                .isEqualTo(401);
        assertThat(Caller.get(port, "/actuator/metrics").statusCode()).isEqualTo(401);
        assertThat(Caller.get(port, "/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void headersOfAPlatformAreNobodyHere() {
        assertThat(
                        Caller.post(
                                        port,
                                        "/api/conversations",
                                        "{}",
                                        PlatformLogin.ID_HEADER,
                                        "ana",
                                        "Authorization",
                                        "Bearer opaque",
                                        "Cookie",
                                        "charla-session=guess; charla-access=v1.9999999999.a.b")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTicketIsOfNoUseToAnotherUser() {
        var ana = new Browser(port, true);
        ana.visit("/");
        Caller.Ticket ticket = ana.ticket();
        PROVIDER.subject = "eve";
        PROVIDER.email = "eve@example.org";
        var eve = new Browser(port, true);
        eve.visit("/");

        try (Caller taken = eve.page(ticket)) {
            assertThat(taken.awaitClose()).isEqualTo(4404);
        }
        try (Caller page = ana.page(ticket)) {
            page.awaitState("ready");
        }
    }

    @Test
    void whoeverIsNotAmongTheUsersIsToldSo() {
        PROVIDER.subject = "mallory";
        PROVIDER.email = "mallory@example.org.evil.example";
        var mallory = new Browser(port, true);

        var page = mallory.visit("/");

        assertThat(page.uri().toString()).endsWith("/sign-in-failed#not-allowed");
        assertThat(page.body()).contains("not among those who may talk here");
        assertThat(mallory.cookie("charla-session")).isEmpty();
        assertThat(mallory.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void anAddressThatTheProviderHasNotVerifiedLetsNobodyInAndTheLogSaysWhatToSet(
            CapturedOutput log) {
        PROVIDER.verified = false;
        var eve = new Browser(port, true);

        var page = eve.visit("/", "Accept-Language", "de");

        assertThat(page.uri().toString()).endsWith("/sign-in-failed#not-verified");
        assertThat(page.body()).contains("E-Mail-Adresse verifiziert");
        assertThat(eve.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
        assertThat(log.getAll())
                .contains("charla.access.oidc.emails-verified=true")
                .doesNotContain("ana@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "pt", "fr", "de", "xx", ";;q"})
    void theReasonIsToldInTheLanguageOfThePage(String language) {
        var page = new Browser(port, false).visit("/sign-in-failed", "Accept-Language", language);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "<html lang=\"" + (language.matches("[xq;]+") ? "en" : language) + "\"",
                        "id=\"not-allowed\"",
                        "id=\"not-verified\"",
                        "id=\"too-late\"",
                        "id=\"declined\"",
                        "id=\"went-wrong\"");
    }

    /** Sent to the provider again, somebody who is signed in there would be back at once. */
    @Test
    void aSignInThatFailsEndsAtThePageThatSaysWhy() {
        PROVIDER.forges = true;

        var page = new Browser(port, true).visit("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().toString()).endsWith("/sign-in-failed#went-wrong");
    }

    @Test
    void whoeverBeginsToSignInKeepsNothingHere() {
        int before = sessions().size();
        for (int i = 0; i < 200; i++) {
            var login = new Browser(port, false).visit("/oauth2/authorization/charla");
            assertThat(login.statusCode()).isEqualTo(302);
            assertThat(login.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("charla-sign-in=")
                    .contains("HTTPOnly", "SameSite=Lax", "Max-Age=600");
        }

        assertThat(sessions()).hasSize(before);
    }

    @Test
    void oneUserKeepsTwentySignInsAndTheOldestGoes() {
        PROVIDER.subject = "many";
        var first = new Browser(port, true);
        assertThat(first.visit("/").statusCode()).isEqualTo(200);
        int before = sessions().size();
        for (int i = 0; i < 25; i++) {
            assertThat(new Browser(port, true).visit("/").statusCode()).isEqualTo(200);
        }

        assertThat(sessions()).hasSize(before + 19);
        assertThat(first.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
    }

    private Map<String, WebSession> sessions() {
        return ((InMemoryWebSessionStore) ((DefaultWebSessionManager) manager).getSessionStore())
                .getSessions();
    }

    @Test
    void aForeignNameIsNotLedToTheProvider() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            """
                            GET /oauth2/authorization/charla HTTP/1.1\r
                            Host: evil.example\r
                            Connection: close\r
                            \r
                            """
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 421")
                    .contains("unknown_host")
                    .doesNotContain("Location", "Set-Cookie");
        }
    }

    @Test
    void aUserMayBeNamedOneByOne() {
        PROVIDER.subject = "guest";
        PROVIDER.email = "Guest@Elsewhere.example";

        assertThat(new Browser(port, true).visit("/").statusCode()).isEqualTo(200);
    }

    @Test
    void tokensThatAreForgedForOthersOrReplayedLetNobodyIn() {
        PROVIDER.forges = true;
        assertThatNobodyGetsIn();
        PROVIDER.forges = false;
        PROVIDER.audience = "another-client";
        assertThatNobodyGetsIn();
        PROVIDER.audience = OidcProvider.CLIENT;
        PROVIDER.replays = true;
        assertThatNobodyGetsIn();
    }

    @Test
    void anAnswerThatNobodyAskedForLetsNobodyIn() {
        var eve = new Browser(port, false);

        eve.visit("/login/oauth2/code/charla?code=code-1&state=made-up");

        assertThat(eve.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void whoeverSignsOutIsSentToTheProviderAndTheirOtherBrowserStays() {
        var ana = new Browser(port, true);
        var anaAtHome = new Browser(port, true);
        ana.visit("/");
        anaAtHome.visit("/");
        try (Caller here = ana.page(ana.ticket());
                Caller home = anaAtHome.page(anaAtHome.ticket())) {
            here.awaitState("ready");
            home.awaitState("ready");
            var session = ana.cookie("charla-session");

            var out = ana.post("/api/sign-out", "{}");

            assertThat(out.statusCode()).isEqualTo(200);
            assertThat(URLDecoder.decode(out.body(), StandardCharsets.UTF_8))
                    .contains(
                            "\"next\":\"" + PROVIDER.issuer() + "/logout?id_token_hint=",
                            "&post_logout_redirect_uri=http://127.0.0.1:" + port + "/signed-out");
            assertThat(here.awaitType("ended").get("code").asString()).isEqualTo("signed_out");
            assertThat(ana.cookie("charla-session")).isEmpty();
            assertThat(
                            Caller.post(
                                            port,
                                            "/api/conversations",
                                            "{}",
                                            "Cookie",
                                            "charla-session=" + session)
                                    .statusCode())
                    .isEqualTo(401);
            home.send("{\"type\":\"text\",\"text\":\"hello\"}");
            home.awaitType("playback.end");
        }
        var page = ana.visit("/signed-out");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You are signed out.");
        assertThat(ana.visit("/signed-out/login.css").statusCode()).isEqualTo(200);
    }

    @Test
    void noSecretReachesTheLog(CapturedOutput log) {
        var ana = new Browser(port, true);
        ana.visit("/");
        Caller.Ticket ticket = ana.ticket();

        assertThat(log.getAll())
                .doesNotContain(
                        OidcProvider.SECRET,
                        "ana@example.org",
                        ana.cookie("charla-session"),
                        ticket.ticket(),
                        ticket.resumeToken());
    }

    private void assertThatNobodyGetsIn() {
        var somebody = new Browser(port, false);
        var login = somebody.visit("/oauth2/authorization/charla");
        var back =
                somebody.visit(
                        somebody.visit(login.headers().firstValue("Location").orElseThrow())
                                .headers()
                                .firstValue("Location")
                                .orElseThrow());

        assertThat(back.body()).doesNotContain("<voice-agent>", "Exception");
        assertThat(somebody.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
    }
}

package dev.charla.app.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.charla.app.Caller;
import dev.charla.app.CharlaTest;
import dev.charla.testkit.Script;
import dev.charla.testkit.ScriptedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A server with an access code, and people who try to get in without it. */
@CharlaTest
@TestPropertySource(properties = "logging.level.dev.charla=trace")
@ExtendWith(OutputCaptureExtension.class)
class CodeLoginIT {
    private static final String CODE = "correct-horse-battery";
    private static final String KEY = "a-secret-key-of-azure";
    private static final String PROMPT = "Never say the word marmalade.";
    private static final ScriptedService SERVICE =
            ScriptedService.start(Script.of(Script.Turn.of("hello", "Hello.")));

    @LocalServerPort int port;
    private Browser ana;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("charla.access.code", () -> CODE);
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> KEY);
        settings.add("VOICE_LIVE_INSTRUCTIONS", () -> PROMPT);
    }

    @BeforeEach
    void anaSignsIn() {
        ana = new Browser(port, false);
        assertThat(ana.submit("/login", "code", CODE).statusCode()).isEqualTo(303);
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void whoeverGivesTheCodeCanTalk() {
        assertThat(ana.visit("/").body()).contains("<voice-agent>");
        try (Caller page = ana.page(ana.ticket())) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"hello\"}");
            page.awaitType("playback.end");
        }
    }

    @Test
    void whoeverDoesNotIsSentToTheLoginOrRefused() {
        var stranger = new Browser(port, false);

        var page = stranger.visit("/");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("./login");
        assertThat(Caller.get(port, "/main.js", "Accept", "*/*").statusCode()).isEqualTo(401);
        assertThat(stranger.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
        assertThat(stranger.post("/api/conversations", "{}").body())
                .contains("login_required", "Reload the page");
        assertThat(Caller.get(port, "/api/status").statusCode()).isEqualTo(401);
        assertThat(Caller.get(port, "/actuator/metrics").statusCode()).isEqualTo(401);
        assertThat(Caller.get(port, "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(stranger.visit("/login").body()).contains("Access code");
        assertThat(stranger.visit("/login").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self'"));
    }

    @Test
    void aStolenTicketIsOfNoUseWithoutALoginOrWithAnotherOne() {
        Caller.Ticket ticket = ana.ticket();
        var stranger = new Browser(port, false);
        var ben = new Browser(port, false);
        ben.submit("/login", "code", CODE);

        assertThat(stranger.refusedUpgrade(ticket.stream(), "charla.ticket." + ticket.ticket()))
                .isEqualTo(401);
        try (Caller taken = ben.page(ticket)) {
            assertThat(taken.awaitClose()).isEqualTo(4404);
        }
        assertThat(
                        ben.post(
                                        "/api/conversations/" + ticket.id() + "/resume",
                                        "{\"resumeToken\":\"" + ticket.resumeToken() + "\"}")
                                .statusCode())
                .isEqualTo(404);
        try (Caller page = ana.page(ticket)) {
            page.awaitState("ready");
        }
    }

    @Test
    void noTicketAWrongOneAndAReplayedOneAreTurnedAway() {
        Caller.Ticket ticket = ana.ticket();
        var none = new Caller.Ticket(ticket.id(), "", ticket.stream(), "");
        try (Caller without = ana.page(none)) {
            assertThat(without.awaitClose()).isEqualTo(4401);
        }
        try (Caller first = ana.page(ticket);
                Caller replay = ana.page(ticket)) {
            assertThat(replay.awaitClose()).isEqualTo(4409);
            first.awaitState("ready");
        }
    }

    @Test
    void aCookieOfOursCountsBehindOneThatSomebodyElseSet() {
        String ours = "charla-access=" + ana.cookie("charla-access");

        assertThat(
                        Caller.get(port, "/api/status", "Cookie", "charla-access=planted; " + ours)
                                .statusCode())
                .isEqualTo(200);
        Caller.post(port, "/api/sign-out", "{}", "Cookie", "charla-access=planted; " + ours);

        assertThat(Caller.get(port, "/api/status", "Cookie", ours).statusCode()).isEqualTo(401);
    }

    @Test
    void aForgedCookieAndThePlatformsHeadersAreNobody() {
        for (String cookie :
                List.of("v1.9999999999.admin.x", ana.cookie("charla-access") + "x", "")) {
            assertThat(
                            Caller.post(
                                            port,
                                            "/api/conversations",
                                            "{}",
                                            "Cookie",
                                            "charla-access=" + cookie)
                                    .statusCode())
                    .isEqualTo(401);
        }
        assertThat(
                        Caller.post(
                                        port,
                                        "/api/conversations",
                                        "{}",
                                        PlatformLogin.ID_HEADER,
                                        "somebody",
                                        "X-MS-CLIENT-PRINCIPAL-NAME",
                                        "ana@example.org",
                                        "Authorization",
                                        "Bearer x",
                                        "X-Forwarded-User",
                                        "ana",
                                        "X-Original-URL",
                                        "/actuator/health")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void pathsThatOnlyLookOpenAreNot() {
        for (String path :
                List.of(
                        "/actuator/health/../metrics",
                        "/actuator/healthy",
                        "/favicon.svg/../api/status",
                        "//api/status",
                        "/api/status;/actuator/health",
                        "/%61pi/status")) {
            assertThat(Caller.get(port, path).statusCode())
                    .as(path)
                    .isNotEqualTo(200)
                    .isBetween(300, 499);
        }
    }

    @Test
    void aForeignSiteGetsNowhereWithSomebodysCookie() {
        String[] foreign = {"Origin", "https://evil.example.com"};
        Caller.Ticket ticket = ana.ticket();

        assertThat(ana.post("/api/conversations", "{}", foreign).statusCode()).isEqualTo(403);
        assertThat(
                        ana.post("/api/conversations/" + ticket.id() + "/resume", "{}", foreign)
                                .statusCode())
                .isEqualTo(403);
        assertThat(ana.submit("/login", "code", CODE, foreign).statusCode()).isEqualTo(403);
        assertThat(ana.visit("/").headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whoeverSignsOutIsNobodyAndTheirConversationsEnd() {
        Caller.Ticket unused = ana.ticket();
        var copied = ana.cookie("charla-access");
        var ben = new Browser(port, false);
        ben.submit("/login", "code", CODE);
        try (Caller hers = ana.page(ana.ticket());
                Caller his = ben.page(ben.ticket())) {
            hers.awaitState("ready");
            his.awaitState("ready");
            assertThat(Caller.get(port, "/api/status", "Cookie", "charla-access=" + copied).body())
                    .contains("\"signOut\":true");

            var out = ana.post("/api/sign-out", "{}");

            assertThat(out.statusCode()).isEqualTo(200);
            assertThat(out.body()).contains("\"next\":\"login\"");
            assertThat(out.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(
                            cookie -> assertThat(cookie).contains("charla-access=;", "Max-Age=0"));
            assertThat(hers.awaitType("ended").get("code").asString()).isEqualTo("signed_out");
            assertThat(hers.awaitClose()).isEqualTo(1000);
            his.send("{\"type\":\"text\",\"text\":\"hello\"}");
            his.awaitType("playback.end");
        }
        assertThat(ana.visit("/").statusCode()).isEqualTo(303);
        assertThat(ana.post("/api/conversations", "{}").statusCode()).isEqualTo(401);
        assertThat(ana.refusedUpgrade(unused.stream(), "charla.ticket." + unused.ticket()))
                .isEqualTo(401);
        assertThat(
                        Caller.post(
                                        port,
                                        "/api/conversations",
                                        "{}",
                                        "Cookie",
                                        "charla-access=" + copied)
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void nobodySignsAnybodyElseOut() {
        String[] foreign = {"Origin", "https://evil.example.com"};

        assertThat(new Browser(port, false).post("/api/sign-out", "{}").statusCode())
                .isEqualTo(401);
        assertThat(ana.post("/api/sign-out", "{}", foreign).statusCode()).isEqualTo(403);
        assertThat(ana.visit("/api/sign-out").statusCode()).isEqualTo(405);
        assertThat(ana.visit("/").statusCode()).isEqualTo(200);
    }

    /** As many as come before the first of them is judged: each holds its last byte back. */
    @Test
    @DirtiesContext // what was used up is used up for the other tests too
    void guessesThatAreHeldBackRunOutAsWell() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                held.add(socket);
                socket.getOutputStream()
                        .write(
                                """
                                POST /login HTTP/1.1
                                Host: localhost
                                Content-Type: application/x-www-form-urlencoded
                                Content-Length: 15
                                Connection: close

                                code=wrong-000\
                                """
                                        .replace("\n", "\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            // Those over the limit are answered while they wait; the others once they are whole.
            await().until(() -> waiting(held) <= 20);
            for (Socket socket : held) {
                socket.getOutputStream().write('x');
            }

            List<String> answers = new ArrayList<>();
            for (Socket socket : held) {
                socket.setSoTimeout(10_000);
                answers.add(new String(socket.getInputStream().readNBytes(12), US_ASCII));
            }
            assertThat(answers).filteredOn("HTTP/1.1 303"::equals).hasSize(20);
            assertThat(answers).filteredOn("HTTP/1.1 429"::equals).hasSize(40);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static int waiting(List<Socket> sockets) throws IOException {
        int waiting = 0;
        for (Socket socket : sockets) {
            waiting += socket.getInputStream().available() == 0 ? 1 : 0;
        }
        return waiting;
    }

    @Test
    void formsThatAreNoneAreAnsweredAndLeaveNothingInTheLog(CapturedOutput log) {
        String[] form = {"Content-Type", "application/x-www-form-urlencoded"};
        assertThat(ana.submit("/login", "code", "x".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(ana.post("/login", "code=%zz", form).statusCode()).isEqualTo(303);
        assertThat(ana.post("/login", "", form).statusCode()).isEqualTo(303);

        assertThat(log.getAll()).doesNotContain("Exception: ", "\tat ");
    }

    @Test
    @DirtiesContext // what was used up is used up for the other tests too
    void guessesRunOut() {
        var guesser = new Browser(port, false);
        for (int i = 0; i < 20; i++) {
            var wrong = guesser.submit("/login", "code", "guess " + i);
            assertThat(wrong.statusCode()).isEqualTo(303);
            assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        }

        var refused = guesser.submit("/login", "code", CODE);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("\"code\":\"too_many_guesses\"");
        var person = guesser.submit("/login", "code", CODE, "Accept", "text/html,*/*;q=0.8");
        assertThat(person.statusCode()).isEqualTo(429);
        assertThat(person.headers().firstValue("Retry-After")).isPresent();
        assertThat(person.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(person.body()).contains("<form", "<p id=\"wait\" role=\"alert\">");
        assertThat(guesser.visit("/login").body()).contains("<p id=\"wait\" hidden");
        assertThat(ana.post("/api/conversations", "{}").statusCode()).isEqualTo(201);
    }

    @Test
    void onePersonHasTwoConversationsAtOnceAndIsToldSo() {
        try (Caller one = ana.page(ana.ticket());
                Caller two = ana.page(ana.ticket())) {
            one.awaitState("ready");
            two.awaitState("ready");

            var third = ana.post("/api/conversations", "{}");

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(third.body()).contains("too_many_conversations", "End one of them");
        }
        await().untilAsserted(() ->
                assertThat(ana.post("/api/conversations", "{}").statusCode()).isEqualTo(201));
    }

    @Test
    void ticketsThatWereHoardedOpenNoMoreConversationsThanMayBe() {
        Caller.Ticket third = ana.ticket();
        try (Caller one = ana.page(ana.ticket());
                Caller two = ana.page(ana.ticket())) {
            one.awaitState("ready");
            two.awaitState("ready");
            try (Caller hoarded = ana.page(third)) {
                assertThat(hoarded.awaitClose()).isEqualTo(4429);
            }
        }
    }

    @Test
    void requestsOneAfterAnotherRunOut() {
        int status = 0;
        for (int i = 0; i < 20 && status != 429; i++) {
            status = ana.post("/api/conversations", "{}").statusCode();
        }

        assertThat(status).isEqualTo(429);
    }

    @Test
    void aPageThatFloodsIsCutOff() {
        try (Caller page = ana.page(ana.ticket())) {
            page.awaitState("ready");
            List<Boolean> sent = new ArrayList<>();
            try {
                for (int i = 0; i < 5_000; i++) {
                    page.send("{\"type\":\"dance\"}");
                    sent.add(true);
                }
            } catch (RuntimeException closed) {
                assertThat(sent).hasSizeGreaterThan(400);
            }

            assertThat(page.awaitType("ended").get("code").asString())
                    .isEqualTo("too_many_messages");
            page.awaitClose();
        }
    }

    @Test
    void whatIsTooLargeIsRefusedWithoutADetour() {
        var body = ana.post("/api/conversations", "{\"profile\":\"" + "x".repeat(300_000) + "\"}");
        assertThat(body.statusCode()).isIn(400, 413);
        assertThat(body.body()).doesNotContain("Exception", "dev.charla", "xxxx");

        try (Caller page = ana.page(ana.ticket())) {
            page.awaitState("ready");
            try {
                page.sendBytes(new byte[1_000_000]);
            } catch (RuntimeException closedMeanwhile) {
                assertThat(closedMeanwhile).hasMessageContaining("IOException");
            }
            assertThat(page.awaitClose()).isIn(1009, -1);
        }
    }

    @Test
    void neitherSettingsNorSecretsNorStackTracesReachABrowser() {
        List<String> answers =
                List.of(
                        ana.visit("/api/status").body(),
                        ana.post("/api/conversations", "{\"profile\":").body(),
                        ana.post("/api/conversations", "[]").body(),
                        ana.post("/api/conversations", "{\"profile\":{}}").body(),
                        ana.post("/api/conversations", "{}", "X-Test", "1").body(),
                        ana.post("/api/conversations/x/resume", "nonsense").body(),
                        ana.post("/api/status", "{}").body(),
                        ana.visit("/api/nothing").body(),
                        ana.visit("/actuator/env").body(),
                        ana.visit("/actuator/configprops").body(),
                        ana.visit("/actuator/heapdump").body());

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer)
                                .doesNotContain(
                                        KEY,
                                        CODE,
                                        PROMPT,
                                        SERVICE.endpoint().toString(),
                                        "Exception",
                                        "at dev.charla"));
        assertThat(ana.visit("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(ana.visit("/actuator/configprops").statusCode()).isEqualTo(404);
        assertThat(ana.visit("/actuator/heapdump").statusCode()).isEqualTo(404);
    }

    @Test
    void noSecretAndNothingThatWasSaidReachesTheLog(CapturedOutput log) {
        Caller.Ticket ticket = ana.ticket();
        try (Caller page = ana.page(ticket)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"my password is hunter2\"}");
            page.awaitType("playback.end");
            page.send("{\"type\":\"text\",");
            page.awaitClose();
        }
        new Browser(port, false).submit("/login", "code", "a wrong guess");
        ana.post("/api/conversations", "{\"profile\":\"marmalade\"}");

        assertThat(log.getAll())
                .contains(" DEBUG ", "a conversation begins")
                .doesNotContain(
                        KEY,
                        CODE,
                        PROMPT,
                        "marmalade",
                        "hunter2",
                        "Hello.",
                        "a wrong guess",
                        ticket.ticket(),
                        ticket.resumeToken(),
                        ana.cookie("charla-access"));
    }

    @Test
    void everyAnswerCarriesTheUsualHeaders() {
        for (String path : List.of("/", "/api/status", "/login", "/nothing")) {
            var headers = ana.visit(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(headers.allValues("Cache-Control"))
                    .as(path)
                    .containsExactly(path.equals("/login") ? "no-store" : "no-cache");
            assertThat(headers.firstValue("Referrer-Policy"))
                    .as(path)
                    .contains(path.equals("/login") ? "same-origin" : "no-referrer");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy ->
                            assertThat(policy)
                                    .contains("default-src 'none'", "frame-ancestors 'none'")
                                    .doesNotContain("unsafe"));
        }
        var login = new Browser(port, false).submit("/login", "code", CODE);
        assertThat(login.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie).contains("HTTPOnly", "SameSite=Lax", "Path=/"));
    }
}

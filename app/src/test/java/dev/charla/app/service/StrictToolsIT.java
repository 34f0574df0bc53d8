package dev.charla.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.conversation.annotation.Deadline;
import dev.charla.conversation.annotation.Guard;
import dev.charla.conversation.annotation.WhileWorking;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Verdict;
import dev.charla.testkit.RawPeer;
import dev.charla.testkit.Script;
import dev.charla.testkit.Script.Turn;
import dev.charla.testkit.StrictService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tools, hand-off and guards of an application with a service that takes only what Azure takes. A
 * client event that breaks a rule fails the test that sent it.
 */
@SpringBootTest(
        classes = {CharlaApplication.class, StrictToolsIT.Application.class},
        properties = {
            "VOICE_LIVE_MODEL=gpt-4.1",
            "charla.agents.front-desk.guards=noDiagnosis",
            "charla.guards.noDiagnosis.deadline=10s" // a machine under load is no slow guard
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an application of its own, which need not wait in memory
class StrictToolsIT {
    private static final String KEY = "the-right-key";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final StrictService SERVICE =
            StrictService.start(Script.of(Turn.of("hello", "Hello.").lasting(SHORT)), KEY);

    /** Opens for the tool that is too slow, which heeds no interrupt. */
    private static final Semaphore LATE = new Semaphore(0);

    @LocalServerPort int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("AZURE_VOICE_LIVE_ENDPOINT", SERVICE::endpoint);
        settings.add("AZURE_VOICE_LIVE_API_KEY", () -> KEY);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        FrontDesk frontDesk() {
            return new FrontDesk();
        }

        @Bean
        Billing billing() {
            return new Billing();
        }

        @Bean
        Doctor doctor() {
            return new Doctor();
        }
    }

    @VoiceAgent(
            name = "front-desk",
            title = "Front desk",
            instructions = "You answer the door.",
            voice = "en-US-AvaNeural")
    @Order(1)
    static class FrontDesk {
        @Tool(description = "Free times on a day")
        String free(String day) {
            return "ten o'clock on " + day;
        }

        @Tool(description = "What it costs")
        String price() {
            throw new IllegalStateException("The price list is closed.");
        }

        @Tool(description = "Searches for long")
        @Deadline("1s")
        @WhileWorking(say = "I am looking.", after = "200ms")
        String slow() {
            LATE.acquireUninterruptibly();
            return "too late";
        }

        @HandOff(to = Billing.class, description = "Bills and payments")
        void billing() {}

        @HandOff(to = Doctor.class, description = "Pain")
        void doctor() {}

        @Guard(Guarded.AGENT_SPEECH)
        Verdict noDiagnosis(String soFar) {
            return soFar.contains("cavity")
                    ? Verdict.stop("No diagnoses.", "Please ask the dentist.")
                    : Verdict.pass();
        }
    }

    @VoiceAgent(
            name = "billing",
            title = "Billing",
            instructions = "You answer for bills.",
            voice = "en-US-AvaNeural",
            greeting = "Billing, good morning.")
    static class Billing {
        @Tool(description = "How many invoices there are")
        int invoices() {
            return 2;
        }
    }

    @VoiceAgent(
            name = "doctor",
            title = "Doctor",
            instructions = "You answer for pain.",
            voice = "en-US-AndrewNeural",
            greeting = "Where does it hurt?")
    static class Doctor {
        @Tool(description = "Takes note of pain")
        String note(String where) {
            return "noted " + where;
        }
    }

    @AfterEach
    void nothingWasSaidThatAzureRefuses() {
        assertThat(SERVICE.violations()).isEmpty();
    }

    @AfterAll
    static void close() {
        LATE.release();
        SERVICE.close();
    }

    @Test
    void callsOfOneResponseAreAnsweredOnceEachAndThenTheAgentGoesOn() {
        SERVICE.script(
                Script.of(
                        Turn.of("", "At ten.")
                                .lasting(SHORT)
                                .calling("free", "{\"day\":\"Monday\"}")
                                .calling("price", "{}")
                                .calling("free", "{\"date\":1}"),
                        Turn.of("", "You are welcome.").lasting(SHORT)));
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            types(page, "When are you free, and what does it cost?");
            page.await(message -> says(message, "At ten."));
            hear(page, 1);
            types(page, "Thank you.");
            page.await(message -> says(message, "You are welcome."));

            assertThat(outputs(SERVICE.peers().getLast()))
                    .hasSize(3)
                    .anyMatch(output -> output.contains("ten o'clock on Monday"))
                    .anyMatch(output -> output.contains("The price list is closed."))
                    .anyMatch(output -> output.contains("day"));
        }
    }

    @Test
    void aResultThatComesTooLateIsNotToldBesideTheDeadline() {
        SERVICE.script(
                Script.of(
                        Turn.of("", "It took too long.").lasting(SHORT).calling("slow", "{}"),
                        Turn.of("", "Anything else?").lasting(SHORT)));
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            types(page, "Search, please.");
            page.await(message -> says(message, "I am looking."));
            hear(page, 1);
            page.await(message -> says(message, "It took too long."));
            LATE.release();
            hear(page, 2);
            types(page, "Again?"); // and all that came before has been sent
            page.await(message -> says(message, "Anything else?"));

            assertThat(outputs(SERVICE.peers().getLast())).noneMatch("too late"::equals);
        }
    }

    @Test
    void anotherAgentWithTheSameVoiceGoesOnInTheSessionThoughItWasHeard() {
        SERVICE.script(
                Script.of(
                        Turn.of("", "Hello.").lasting(SHORT),
                        Turn.of("", "Unused.").lasting(SHORT).calling("billing", "{}"),
                        Turn.of("", "Two.").lasting(SHORT).calling("invoices", "{}")));
        try (Caller page = Caller.page(port)) {
            int sessions = ready(page);
            types(page, "Hello?");
            page.await(message -> says(message, "Hello."));
            hear(page, 1);
            types(page, "A bill.");
            page.await(message -> says(message, "Billing, good morning."));
            hear(page, 2);
            types(page, "How many invoices?");
            page.await(message -> says(message, "Two."));

            assertThat(SERVICE.peers()).hasSize(sessions);
            assertThat(outputs(SERVICE.peers().getLast())).hasSize(2).contains("2");
        }
    }

    @Test
    void anotherVoiceIsSetInTheSessionWhereNothingWasHeard() {
        SERVICE.script(
                Script.of(
                        Turn.of("", "Unused.").lasting(SHORT).calling("doctor", "{}"),
                        Turn.of("", "Oh dear.")
                                .lasting(SHORT)
                                .calling("note", "{\"where\":\"here\"}")));
        try (Caller page = Caller.page(port)) {
            int sessions = ready(page);
            types(page, "It hurts.");
            page.await(message -> says(message, "Where does it hurt?"));
            hear(page, 1);
            types(page, "Here.");
            page.await(message -> says(message, "Oh dear."));

            assertThat(SERVICE.peers()).hasSize(sessions);
        }
    }

    @Test
    void anotherVoiceTakesTheNextSessionOnceTheFirstWasHeard() {
        SERVICE.script(
                Script.of(
                        Turn.of("", "Hello.").lasting(SHORT),
                        Turn.of("", "Unused.").lasting(SHORT).calling("doctor", "{}")));
        try (Caller page = Caller.page(port)) {
            int sessions = ready(page);
            types(page, "Hello?");
            page.await(message -> says(message, "Hello."));
            hear(page, 1);
            types(page, "It hurts.");
            page.await(message -> says(message, "Where does it hurt?"));

            assertThat(SERVICE.peers()).hasSize(sessions + 1);
            assertThat(String.join("\n", SERVICE.peers().getLast().receivedTexts()))
                    .contains("It hurts.", "en-US-AndrewNeural", "function_call_output");
        }
    }

    @Test
    void aGuardStopsTheAgentWhoseItemIsCutToWhatWasHeardAndOtherWordsAreSaid() {
        SERVICE.script(
                Script.of(
                                Turn.of("", "It is good to hear from you. I see a cavity there.")
                                        .lasting(Duration.ofSeconds(6)))
                        .paced(Duration.ofMillis(50)));
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            types(page, "What do you see?");
            long response = page.awaitType("playback.begin").path("response").asLong();
            page.send("{\"type\":\"playback.started\",\"response\":%d}".formatted(response));
            page.awaitType("playback.stop");
            page.send(
                    "{\"type\":\"playback.stopped\",\"response\":%d,\"samples\":12000}"
                            .formatted(response));
            page.await(message -> says(message, "Please ask the dentist."));

            assertThat(sent(SERVICE.peers().getLast(), "conversation.item.truncate"))
                    .singleElement()
                    .satisfies(cut -> assertThat(cut.path("audio_end_ms").asInt()).isEqualTo(500));
            assertThat(sent(SERVICE.peers().getLast(), "response.cancel")).hasSize(1);
        }
    }

    @Test
    void theServicesOwnFilterIsToldAndTheConversationGoesOn() {
        SERVICE.script(
                Script.of(
                        Turn.of("", "I should not say this.")
                                .lasting(Duration.ofSeconds(1))
                                .endedByFilter(),
                        Turn.of("", "Anything else?").lasting(SHORT)));
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            types(page, "Say it.");
            page.await(message -> message.path("code").asString("").equals("answer_filtered"));
            hear(page, 1);
            types(page, "Well?");
            page.await(message -> says(message, "Anything else?"));
        }
    }

    private static int ready(Caller page) {
        page.awaitState("ready");
        return SERVICE.peers().size();
    }

    private static void types(Caller page, String text) {
        page.send("{\"type\":\"text\",\"text\":\"%s\"}".formatted(text));
    }

    /** Plays the answer of this number, and says so. */
    private static void hear(Caller page, int number) {
        var end =
                page.await(
                        message -> message.path("type").asString("").equals("playback.end"),
                        number);
        page.send(
                "{\"type\":\"playback.started\",\"response\":%d}"
                        .formatted(end.path("response").asLong()));
        page.send(
                "{\"type\":\"playback.finished\",\"response\":%d,\"samples\":%d}"
                        .formatted(end.path("response").asLong(), end.path("samples").asLong()));
    }

    private static boolean says(JsonNode message, String words) {
        return message.path("role").asString("").equals("agent")
                && message.path("text").asString("").equals(words)
                && message.path("final").asBoolean(false);
    }

    private static List<JsonNode> sent(RawPeer to, String type) {
        return to.receivedTexts().stream()
                .map(JSON::readTree)
                .filter(event -> event.path("type").asString("").equals(type))
                .toList();
    }

    private static List<String> outputs(RawPeer to) {
        return sent(to, "conversation.item.create").stream()
                .map(event -> event.path("item"))
                .filter(item -> item.path("type").asString("").equals("function_call_output"))
                .map(item -> item.path("output").asString(""))
                .toList();
    }
}

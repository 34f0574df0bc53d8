package dev.charla.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedFaultsTest {
    private static final String TRANSCRIPT =
            "conversation.item.input_audio_transcription.completed";

    @Test
    void theConnectionDropsAtTheNamedEventAndNothingFollows() {
        try (ScriptRig rig =
                rig("  - after: response.audio.delta", "    number: 2", "    drop: true")) {
            rig.type("x");
            rig.await(() -> rig.aborted);
            rig.silence(100);

            assertThat(rig.types()).endsWith("response.audio.delta");
            assertThat(rig.of("response.audio.delta")).hasSize(2);
        }
    }

    @Test
    void theConnectionClosesWithTheScriptsCode() {
        try (ScriptRig rig =
                rig("  - before: session.update", "    close: {code: 1012, reason: restart}")) {
            rig.send("{\"type\":\"session.update\",\"session\":{}}");

            assertThat(rig.closeCode).isEqualTo(1012);
            assertThat(rig.types()).containsExactly("session.created");
        }
    }

    @Test
    void aStallHoldsEverythingBackAndThenLetsItGoInOrder() {
        try (ScriptRig rig = rig("  - before: response.created", "    stall: 5s")) {
            rig.type("x");
            rig.loop.advance(Duration.ofSeconds(4));
            assertThat(rig.types()).doesNotContain("response.created");
            rig.await("response.done");

            assertThat(rig.timeOf("response.created"))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(rig.typesFolded())
                    .containsSubsequence(
                            "response.created", "response.audio.delta", "response.done");
        }
    }

    @Test
    void aStallCanLastForEver() {
        try (ScriptRig rig = rig("  - after: session.created", "    stall: for-ever")) {
            rig.type("x");
            rig.loop.advance(Duration.ofMinutes(5));

            assertThat(rig.types()).containsExactly("session.created");
        }
    }

    @Test
    void anErrorComesWhereTheScriptSaysAndTheSessionGoesOn() {
        try (ScriptRig rig =
                rig(
                        "  - after: response.created",
                        "    error: {code: server_error, message: Something broke.}")) {
            rig.type("x");
            rig.await("response.done");

            assertThat(rig.typesFolded()).containsSubsequence("response.created", "error");
            assertThat(rig.only("error").get("error").get("message").asString())
                    .isEqualTo("Something broke.");
            assertThat(rig.only("error").get("event_id").asString()).startsWith("event_");
        }
    }

    @Test
    void anyEventCanBeSentAsRateLimitsAre() {
        try (ScriptRig rig =
                rig(
                        "  - after: response.done",
                        "    send:",
                        "      type: rate_limits.updated",
                        "      rate_limits:",
                        "        - {name: requests, limit: 100, remaining: 0, reset_seconds:"
                                + " 12.5}")) {
            rig.type("x");
            rig.await("rate_limits.updated");

            assertThat(rig.frames.getLast())
                    .matches(
                            "\\{\"type\":\"rate_limits.updated\",\"event_id\":\"event_\\w{22}\",\"rate_limits\":\\["
                                    + "\\{\"name\":\"requests\",\"limit\":100,\"remaining\":0,\"reset_seconds\":12.5}]}");
        }
    }

    @Test
    void aTranscriptCanComeTwiceWithAnIdOfItsOwn() {
        try (ScriptRig rig = rig("  - after: " + TRANSCRIPT, "    again: true")) {
            rig.speak(400);
            rig.await("response.done");

            var transcripts = rig.of(TRANSCRIPT);
            assertThat(transcripts).hasSize(2);
            assertThat(transcripts.get(0).get("transcript"))
                    .isEqualTo(transcripts.get(1).get("transcript"));
            assertThat(transcripts.get(0).get("event_id"))
                    .isNotEqualTo(transcripts.get(1).get("event_id"));
        }
    }

    @Test
    void aTranscriptCanComeAfterTheAnswer() {
        try (ScriptRig rig = rig("  - before: " + TRANSCRIPT, "    late-until: response.done")) {
            rig.speak(400);
            rig.await(TRANSCRIPT);

            assertThat(rig.types()).endsWith("response.done", TRANSCRIPT);
        }
    }

    @Test
    void aTranscriptCanComeAfterATime() {
        try (ScriptRig rig = rig("  - before: " + TRANSCRIPT, "    late: 30s")) {
            rig.speak(400);
            rig.await(TRANSCRIPT);

            assertThat(rig.timeOf(TRANSCRIPT)).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void anEventCanBeLostInBothDirections() {
        try (ScriptRig rig =
                rig(
                        "  - before: response.audio.done",
                        "    lose: true",
                        "  - before: session.update",
                        "    lose: true")) {
            rig.send("{\"type\":\"session.update\",\"session\":{}}");
            rig.type("x");
            rig.await("response.done");

            assertThat(rig.types()).doesNotContain("session.updated", "response.audio.done");
        }
    }

    @Test
    void aFaultStrikesOnceOrEveryTimeAndInTheNamedSessionOnly() {
        try (ScriptRig rig =
                rig(
                        "  - before: response.audio.delta",
                        "    number: every",
                        "    lose: true",
                        "    session: 2")) {
            rig.type("x");
            rig.await("response.done");
            assertThat(rig.of("response.audio.delta")).hasSizeGreaterThan(2);

            rig.again();
            rig.type("x");
            rig.await("response.done");
            assertThat(rig.of("response.audio.delta")).isEmpty();
        }
    }

    @Test
    void handshakesComeInOrderAndThenAllAreAccepted() {
        ScriptedDoor door =
                new ScriptedDoor(
                        ScriptRig.parse(
                                """
                                handshakes:
                                  - {refuse: 429, retry-after: 2s, message: Slow down., times: 2}
                                  - {never-answer: true}
                                  - {accept: true, wait: 1s}
                                """));

        assertThat(List.of(door.next(), door.next(), door.next(), door.next(), door.next()))
                .containsExactly(
                        new Handshake.Refuse(
                                429, "Slow down.", Duration.ofSeconds(2), Duration.ZERO),
                        new Handshake.Refuse(
                                429, "Slow down.", Duration.ofSeconds(2), Duration.ZERO),
                        new Handshake.NeverAnswer(Duration.ZERO),
                        new Handshake.Accept(Duration.ofSeconds(1)),
                        new Handshake.Accept(Duration.ZERO));
    }

    private static ScriptRig rig(String... faults) {
        return new ScriptRig(
                "turns:\n"
                        + "  - heard: hello\n"
                        + "    says: Hello to you, and welcome.\n"
                        + "at-the-end: repeat\n"
                        + "faults:\n"
                        + String.join("\n", faults));
    }
}

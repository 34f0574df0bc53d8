package dev.charla.engine.settings;

import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.settings.EndOfUtteranceDetection;
import dev.charla.protocol.settings.TurnDetection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which turn detection a client may ask for. */
final class TurnChecks {
    private static final String PARAM = "session.turn_detection";
    private static final int LONGEST_SILENCE_MS = 60_000;
    private static final int LONGEST_PADDING_MS = 2_000;
    private static final String[] KINDS = {
        "server_vad",
        TurnDetection.AzureSemanticVad.ENGLISH_FIRST,
        TurnDetection.AzureSemanticVad.MULTILINGUAL,
        TurnDetection.AzureSemanticVad.ENGLISH,
        "semantic_vad",
        "none"
    };

    private TurnChecks() {}

    static void check(TurnDetection asked, Languages languages, List<WarningDetails> warnings)
            throws RefusedException {
        switch (asked) {
            case TurnDetection.None _ -> {}
            case TurnDetection.ServerVad vad -> serverVad(vad);
            case TurnDetection.AzureSemanticVad vad -> azure(vad, languages, warnings);
            case TurnDetection.SemanticVad vad -> {
                Checks.noExtras(vad.extra(), PARAM);
                Checks.among(
                        vad.eagerness(), PARAM + ".eagerness", "auto", "low", "medium", "high");
                cutting(vad.autoTruncate(), vad.interruptResponse());
            }
            case TurnDetection.Unknown(var type, _) ->
                    throw RefusedException.badValue(PARAM + ".type", String.valueOf(type), KINDS);
        }
    }

    private static void serverVad(TurnDetection.ServerVad vad) throws RefusedException {
        Checks.noExtras(vad.extra(), PARAM);
        Checks.range(vad.threshold(), PARAM + ".threshold", 0, 1);
        durations(
                vad.prefixPaddingMs(),
                vad.silenceDurationMs(),
                vad.speechDurationMs(),
                vad.speechDurationAssistantSpeakingMs());
        endOfUtterance(vad.endOfUtteranceDetection());
        // As OpenAI limits it.
        Checks.range(vad.idleTimeoutMs(), PARAM + ".idle_timeout_ms", 5_000, 30_000);
        cutting(vad.autoTruncate(), vad.interruptResponse());
    }

    private static void azure(
            TurnDetection.AzureSemanticVad vad, Languages languages, List<WarningDetails> warnings)
            throws RefusedException {
        Checks.range(vad.threshold(), PARAM + ".threshold", 0, 1);
        Checks.range(vad.negThreshold(), PARAM + ".neg_threshold", 0, 1);
        durations(
                vad.prefixPaddingMs(),
                vad.silenceDurationMs(),
                vad.speechDurationMs(),
                vad.speechDurationAssistantSpeakingMs());
        endOfUtterance(vad.endOfUtteranceDetection());
        cutting(vad.autoTruncate(), vad.interruptResponse());
        if (vad.languages() != null && !vad.languages().isEmpty()) {
            languages.check(vad.languages(), PARAM + ".languages", warnings);
        }
    }

    private static void durations(
            @Nullable Integer padding,
            @Nullable Integer silence,
            @Nullable Integer speech,
            @Nullable Integer speechOverAgent)
            throws RefusedException {
        Checks.range(padding, PARAM + ".prefix_padding_ms", 0, LONGEST_PADDING_MS);
        Checks.range(silence, PARAM + ".silence_duration_ms", 20, LONGEST_SILENCE_MS);
        Checks.range(speech, PARAM + ".speech_duration_ms", 20, 2_000);
        Checks.range(speechOverAgent, PARAM + ".speech_duration_assistant_speaking_ms", 20, 2_000);
    }

    private static void endOfUtterance(@Nullable EndOfUtteranceDetection asked)
            throws RefusedException {
        if (asked == null) {
            return;
        }
        String param = PARAM + ".end_of_utterance_detection";
        Checks.noExtras(asked.extra(), param);
        Checks.among(
                asked.model(),
                param + ".model",
                "semantic_detection_v1",
                "semantic_detection_v1_en",
                "semantic_detection_v1_multilingual",
                "smart_end_of_turn_detection");
        Checks.among(
                asked.thresholdLevel(),
                param + ".threshold_level",
                "low",
                "medium",
                "high",
                "default");
        Checks.range(asked.threshold(), param + ".threshold", 0, 1);
        Checks.range(asked.timeout(), param + ".timeout", 0, 10);
        Checks.range(asked.timeoutMs(), param + ".timeout_ms", 0, 10_000);
    }

    private static void cutting(@Nullable Boolean cuts, @Nullable Boolean interrupts)
            throws RefusedException {
        if (Boolean.TRUE.equals(cuts) && Boolean.FALSE.equals(interrupts)) {
            throw new RefusedException(
                    "invalid_value",
                    PARAM + ".auto_truncate",
                    "auto_truncate needs interrupt_response, which is off.");
        }
    }
}

package dev.charla.engine.settings;

import dev.charla.engine.endpointing.EndOfUtterance;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import dev.charla.engine.hearing.TurnTaking;
import dev.charla.protocol.settings.EndOfUtteranceDetection;
import dev.charla.protocol.settings.TurnDetection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turn-taking and its effects, independent of the kind of detection.
 *
 * @param taking null for manual turns
 * @param answers whether the end of a turn gets an answer
 * @param interrupts whether speech interrupts an answer
 * @param cuts whether the service truncates an interrupted item to what was heard
 * @param appended text added to a truncated item; empty for none
 * @param idle silence after an answer after which the agent speaks again; null for never
 */
public record TurnRule(
        @Nullable TurnTaking taking,
        boolean answers,
        boolean interrupts,
        boolean cuts,
        String appended,
        @Nullable Duration idle) {
    /** Turns end by commit alone. */
    static final TurnRule BY_HAND = new TurnRule(null, false, false, false, "", null);

    /** Azure's semantic detection asks for less speech than the plain one. */
    private static final Duration SEMANTIC_SPEECH = Duration.ofMillis(80);

    private static final Duration SEMANTIC_PADDING = Duration.ofMillis(420);

    /** The same where a language is spoken: its words tell whether somebody is done. */
    public TurnRule in(String language) {
        return taking == null
                ? this
                : new TurnRule(taking.in(language), answers, interrupts, cuts, appended, idle);
    }

    /**
     * The rule for a detection as it was asked for.
     *
     * @param detection checked before; null for by hand
     */
    public static TurnRule of(@Nullable TurnDetection detection) {
        return switch (detection) {
            case null -> BY_HAND;
            case TurnDetection.ServerVad vad -> of(vad);
            case TurnDetection.AzureSemanticVad vad -> of(vad);
            case TurnDetection.SemanticVad vad -> of(vad);
            case TurnDetection.None _, TurnDetection.Unknown _ -> BY_HAND;
        };
    }

    private static TurnRule of(TurnDetection.ServerVad vad) {
        TurnDetectorOptions usual = TurnDetectorOptions.DEFAULT;
        return new TurnRule(
                new TurnTaking(
                        new TurnDetectorOptions(
                                vad.threshold() == null ? usual.threshold() : vad.threshold(),
                                millis(vad.prefixPaddingMs(), usual.prefixPadding()),
                                millis(vad.silenceDurationMs(), usual.silence()),
                                millis(vad.speechDurationMs(), usual.speech())),
                        millisOrNull(vad.speechDurationAssistantSpeakingMs()),
                        false,
                        endOfUtterance(vad.endOfUtteranceDetection())),
                !Boolean.FALSE.equals(vad.createResponse()),
                !Boolean.FALSE.equals(vad.interruptResponse()),
                Boolean.TRUE.equals(vad.autoTruncate()),
                text(vad.appendedTextAfterTruncation()),
                millisOrNull(vad.idleTimeoutMs()));
    }

    private static TurnRule of(TurnDetection.AzureSemanticVad vad) {
        TurnDetectorOptions usual = TurnDetectorOptions.DEFAULT;
        EndOfUtterance judge = endOfUtterance(vad.endOfUtteranceDetection());
        return new TurnRule(
                new TurnTaking(
                        new TurnDetectorOptions(
                                vad.threshold() == null ? usual.threshold() : vad.threshold(),
                                millis(vad.prefixPaddingMs(), SEMANTIC_PADDING),
                                millis(vad.silenceDurationMs(), usual.silence()),
                                millis(vad.speechDurationMs(), SEMANTIC_SPEECH)),
                        millisOrNull(vad.speechDurationAssistantSpeakingMs()),
                        Boolean.TRUE.equals(vad.removeFillerWords()),
                        judge == null
                                ? new EndOfUtterance(
                                        EndOfUtterance.MEDIUM, EndOfUtterance.USUAL_WAIT)
                                : judge),
                !Boolean.FALSE.equals(vad.createResponse()),
                !Boolean.FALSE.equals(vad.interruptResponse()),
                Boolean.TRUE.equals(vad.autoTruncate()),
                text(vad.appendedTextAfterTruncation()),
                null);
    }

    private static TurnRule of(TurnDetection.SemanticVad vad) {
        TurnDetectorOptions usual = TurnDetectorOptions.DEFAULT;
        return new TurnRule(
                new TurnTaking(
                        new TurnDetectorOptions(
                                usual.threshold(),
                                usual.prefixPadding(),
                                usual.silence(),
                                usual.speech()),
                        null,
                        false,
                        eagerness(vad.eagerness())),
                !Boolean.FALSE.equals(vad.createResponse()),
                !Boolean.FALSE.equals(vad.interruptResponse()),
                Boolean.TRUE.equals(vad.autoTruncate()),
                "",
                null);
    }

    /** OpenAI gives the longest waits: 8 s for low, 4 s for medium, 2 s for high. */
    private static EndOfUtterance eagerness(@Nullable String eagerness) {
        return switch (eagerness == null ? "auto" : eagerness) {
            case "low" -> new EndOfUtterance(EndOfUtterance.HIGH, Duration.ofSeconds(8));
            case "high" -> new EndOfUtterance(EndOfUtterance.LOW, Duration.ofSeconds(2));
            default -> new EndOfUtterance(EndOfUtterance.MEDIUM, Duration.ofSeconds(4));
        };
    }

    private static @Nullable EndOfUtterance endOfUtterance(
            @Nullable EndOfUtteranceDetection detection) {
        if (detection == null) {
            return null;
        }
        double needed =
                switch (detection.thresholdLevel() == null ? "" : detection.thresholdLevel()) {
                    case "low" -> EndOfUtterance.LOW;
                    case "high" -> EndOfUtterance.HIGH;
                    case "medium", "default" -> EndOfUtterance.MEDIUM;
                    default ->
                            detection.threshold() == null
                                    ? EndOfUtterance.MEDIUM
                                    : detection.threshold();
                };
        Duration wait =
                detection.timeoutMs() != null
                        ? Duration.ofMillis(detection.timeoutMs())
                        : detection.timeout() != null
                                ? Duration.ofMillis(Math.round(detection.timeout() * 1_000))
                                : EndOfUtterance.USUAL_WAIT;
        return new EndOfUtterance(needed, wait);
    }

    private static Duration millis(@Nullable Integer value, Duration otherwise) {
        return value == null ? otherwise : Duration.ofMillis(value);
    }

    private static @Nullable Duration millisOrNull(@Nullable Integer value) {
        return value == null ? null : Duration.ofMillis(value);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}

package dev.charla.engine.settings;

import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.EndOfUtteranceDetection;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/**
 * Settings as the service tells them: what a client left out is filled in or written as null, by
 * the kind of session.
 */
public final class SettingsEcho {
    /** Members of Azure's semantic detection that no document names and every echo has. */
    private static final List<String> UNDOCUMENTED =
            List.of(
                    "window_size",
                    "distinct_ci_phones",
                    "require_vowel",
                    "require_vowel_assistant_speaking");

    private SettingsEcho() {}

    public static SessionSettings complete(SessionSettings settings, Family family) {
        return settings.toBuilder()
                .voice(settings.voice() == null ? null : voice(settings.voice()))
                .tools(tools(settings.tools()))
                .turnDetection(turnDetection(settings.turnDetection(), family))
                .inputAudioTranscription(transcription(settings.inputAudioTranscription(), family))
                .inputAudioSamplingRate(
                        rate(settings.inputAudioFormat(), settings.inputAudioSamplingRate()))
                .build();
    }

    /** A voice as it is told. */
    static Voice voice(Voice voice) {
        return voice instanceof Voice.Named(var name) ? new Voice.OpenAi(name) : voice;
    }

    private static @Nullable List<Tool> tools(@Nullable List<Tool> offered) {
        return offered == null ? null : offered.stream().map(McpRules::shown).toList();
    }

    private static @Nullable Integer rate(@Nullable AudioFormat format, @Nullable Integer asked) {
        if (asked != null || format == null) {
            return asked;
        }
        return format.isPcm16() ? 24_000 : 8_000;
    }

    private static @Nullable InputAudioTranscription transcription(
            @Nullable InputAudioTranscription asked, Family family) {
        if (asked == null || asked.language() != null || family == Family.NATIVE) {
            return asked;
        }
        return new InputAudioTranscription(
                asked.model(),
                "",
                asked.prompt(),
                asked.customSpeech(),
                asked.phraseList(),
                asked.extra());
    }

    private static @Nullable TurnDetection turnDetection(
            @Nullable TurnDetection detection, Family family) {
        return switch (detection) {
            case null -> null;
            case TurnDetection.ServerVad vad -> serverVad(vad, family);
            case TurnDetection.AzureSemanticVad vad -> azure(vad);
            case TurnDetection.SemanticVad vad ->
                    new TurnDetection.SemanticVad(
                            vad.eagerness() == null ? "auto" : vad.eagerness(),
                            !Boolean.FALSE.equals(vad.createResponse()),
                            !Boolean.FALSE.equals(vad.interruptResponse()),
                            Boolean.TRUE.equals(vad.autoTruncate()),
                            vad.extra());
            // The service tells of null where a client said none.
            case TurnDetection.None _ -> null;
            case TurnDetection.Unknown _ -> detection;
        };
    }

    /** Native sessions fill in the numbers, cascaded ones leave them null. */
    private static TurnDetection serverVad(TurnDetection.ServerVad vad, Family family) {
        TurnDetection.ServerVad.Builder whole =
                vad.toBuilder()
                        .endOfUtteranceDetection(endOfUtterance(vad.endOfUtteranceDetection()))
                        .createResponse(!Boolean.FALSE.equals(vad.createResponse()))
                        .interruptResponse(!Boolean.FALSE.equals(vad.interruptResponse()))
                        .autoTruncate(Boolean.TRUE.equals(vad.autoTruncate()));
        if (family == Family.NATIVE) {
            whole.threshold(vad.threshold() == null ? Double.valueOf(0.5) : vad.threshold())
                    .prefixPaddingMs(vad.prefixPaddingMs() == null ? 400 : vad.prefixPaddingMs())
                    .silenceDurationMs(
                            vad.silenceDurationMs() == null ? 500 : vad.silenceDurationMs());
        }
        return whole.build();
    }

    private static TurnDetection azure(TurnDetection.AzureSemanticVad vad) {
        TurnDetection.AzureSemanticVad.Builder whole = vad.toBuilder();
        for (String name : UNDOCUMENTED) {
            if (!vad.extra().containsKey(name)) {
                whole.extra(name, NullNode.getInstance());
            }
        }
        return whole.endOfUtteranceDetection(endOfUtterance(vad.endOfUtteranceDetection()))
                .removeFillerWords(Boolean.TRUE.equals(vad.removeFillerWords()))
                .createResponse(!Boolean.FALSE.equals(vad.createResponse()))
                .interruptResponse(!Boolean.FALSE.equals(vad.interruptResponse()))
                .autoTruncate(Boolean.TRUE.equals(vad.autoTruncate()))
                .profile(vad.profile() == null ? "classic" : vad.profile())
                .build();
    }

    private static @Nullable EndOfUtteranceDetection endOfUtterance(
            @Nullable EndOfUtteranceDetection asked) {
        return asked == null || asked.thresholdLevel() != null || asked.threshold() != null
                ? asked
                : new EndOfUtteranceDetection(
                        asked.model(),
                        null,
                        "default",
                        asked.timeout(),
                        asked.timeoutMs(),
                        Map.of());
    }
}

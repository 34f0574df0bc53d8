package dev.charla.boot.browser;

import dev.charla.boot.browser.ConversationRequest.Choices;
import dev.charla.boot.browser.ConversationRequest.Sensitivity;
import dev.charla.boot.service.SpokenLanguage;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what a page chose into the settings of a conversation. Immutable. */
final class ChosenSettings {
    /** How far the threshold moves from what the agent has. */
    private static final double SENSITIVITY_STEP = 0.2;

    /** What services take for a threshold, with room for speech on both sides. */
    private static final double LEAST_THRESHOLD = 0.1;

    private static final double MOST_THRESHOLD = 0.9;

    /** Long enough to make a sentence and say it. */
    private static final Duration PREVIEW = Duration.ofSeconds(30);

    private static final String PREVIEW_ENGLISH = "Hello, this is how I sound. Shall we talk?";

    private static final Map<String, String> PREVIEWS =
            Map.of(
                    "es", "Hola, así es como sueno. ¿Hablamos?",
                    "pt", "Olá, é assim que eu soo. Vamos conversar?",
                    "fr", "Bonjour, voilà ma voix. On parle ?",
                    "de", "Hallo, so klinge ich. Wollen wir reden?");

    private final Function<String, Voice> voices;
    private final List<String> engineVoices;

    /**
     * @param voices the voice that a name stands for
     * @param engineVoices the voices of the engine inside; empty when another service is used
     */
    ChosenSettings(Function<String, Voice> voices, List<String> engineVoices) {
        this.voices = voices;
        this.engineVoices = List.copyOf(engineVoices);
    }

    /** Whether how turns are found can be tuned. */
    static boolean takesTurns(ConversationOptions options) {
        return switch (options.turnDetection()) {
            case TurnDetection.ServerVad _, TurnDetection.AzureSemanticVad _ -> true;
            case TurnDetection.SemanticVad _, TurnDetection.None _, TurnDetection.Unknown _ ->
                    false;
        };
    }

    /** Whether a voice can speak faster or slower. */
    boolean takesSpeed(@Nullable Voice voice) {
        return !engineVoices.isEmpty() || voice instanceof Voice.AzureStandard;
    }

    /**
     * @param choices those that the agent offers
     * @param language the language of the conversation; null: as the agent has it
     */
    ConversationOptions of(
            ConversationOptions options, Choices choices, @Nullable String language) {
        ConversationOptions.Builder chosen =
                options.toBuilder()
                        .voice(voice(options.voice(), choices))
                        .turnDetection(turns(options.turnDetection(), choices));
        if (Boolean.FALSE.equals(choices.greeting())) {
            chosen.greeting(null);
        }
        if (choices.preview()) {
            chosen.greeting(new Greeting.Said(previewIn(language)))
                    .limits(options.limits().withConversation(PREVIEW));
        }
        ConversationOptions made = chosen.build();
        return language == null ? made : SpokenLanguage.of(made, language);
    }

    private @Nullable Voice voice(@Nullable Voice usual, Choices choices) {
        Voice voice = choices.voice() == null ? usual : voices.apply(choices.voice());
        if (choices.speed() == null) {
            return voice;
        }
        String rate = String.valueOf(choices.speed());
        if (voice instanceof Voice.AzureStandard standard
                && (engineVoices.isEmpty() || engineVoices.contains(standard.name()))) {
            return standard(standard, rate);
        }
        if (engineVoices.isEmpty()) {
            return voice;
        }
        // The engine speaks with a voice of its own, whatever it is asked for.
        String name =
                voice instanceof Voice.OpenAi(var own, _) && engineVoices.contains(own)
                        ? own
                        : engineVoices.getFirst();
        return new Voice.AzureStandard(
                name, null, null, null, null, null, null, null, rate, null, Map.of());
    }

    private static Voice standard(Voice.AzureStandard voice, String rate) {
        return new Voice.AzureStandard(
                voice.name(),
                voice.temperature(),
                voice.customLexiconUrl(),
                voice.customTextNormalizationUrl(),
                voice.preferLocales(),
                voice.locale(),
                voice.style(),
                voice.pitch(),
                rate,
                voice.volume(),
                voice.extra());
    }

    private static TurnDetection turns(TurnDetection usual, Choices choices) {
        Integer silence =
                choices.silence() == null ? null : Math.toIntExact(choices.silence().toMillis());
        return switch (usual) {
            case TurnDetection.ServerVad vad ->
                    vad.toBuilder()
                            .threshold(threshold(vad.threshold(), choices.sensitivity()))
                            .silenceDurationMs(silence == null ? vad.silenceDurationMs() : silence)
                            .build();
            case TurnDetection.AzureSemanticVad vad ->
                    vad.toBuilder()
                            .threshold(threshold(vad.threshold(), choices.sensitivity()))
                            .silenceDurationMs(silence == null ? vad.silenceDurationMs() : silence)
                            .build();
            case TurnDetection.SemanticVad _, TurnDetection.None _, TurnDetection.Unknown _ ->
                    usual;
        };
    }

    private static @Nullable Double threshold(
            @Nullable Double usual, @Nullable Sensitivity sensitivity) {
        double from = usual == null ? 0.5 : usual;
        return switch (sensitivity) {
            case null -> usual;
            case NORMAL -> usual;
            case LOW -> Math.min(MOST_THRESHOLD, from + SENSITIVITY_STEP);
            case HIGH -> Math.max(LEAST_THRESHOLD, from - SENSITIVITY_STEP);
        };
    }

    private static String previewIn(@Nullable String language) {
        String tag = language == null ? "en" : Locale.forLanguageTag(language).getLanguage();
        return PREVIEWS.getOrDefault(tag, PREVIEW_ENGLISH);
    }
}

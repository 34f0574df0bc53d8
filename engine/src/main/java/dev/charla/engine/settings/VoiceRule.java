package dev.charla.engine.settings;

import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.settings.Voice;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The voices that a client may request. The engine has few. It accepts the names of Azure and
 * OpenAI with a warning and uses its own voice, so that a client configured for the cloud runs
 * unchanged. For a voice in another language it uses a voice of that language, or refuses.
 */
public final class VoiceRule {
    private static final Set<String> OPENAI =
            Set.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");

    /** {@code en-US-AvaNeural}, {@code en-US-Ava:DragonHDLatestNeural}. */
    private static final Pattern AZURE =
            Pattern.compile("([a-z]{2,3}-[A-Z][A-Za-z]+)-[A-Za-z0-9:]*Neural");

    private final List<String> ours;
    private final UnaryOperator<String> languageOf;

    /**
     * @param ours the available voices, the default first
     * @param languageOf the BCP 47 tag of one of them
     */
    public VoiceRule(List<String> ours, UnaryOperator<String> languageOf) {
        this.ours = ours;
        this.languageOf = languageOf;
    }

    /** The voice, its rate, and a warning. */
    public record Choice(String voice, double rate, @Nullable WarningDetails warning) {}

    /**
     * The voice for a requested one.
     *
     * @param param path of the field, for the refusal
     */
    public Choice choose(Voice voice, String param) throws RefusedException {
        return switch (voice) {
            case Voice.Named(var name) -> named(name, param, OPENAI.contains(name), 1);
            case Voice.OpenAi(var name, _) -> named(name, param, OPENAI.contains(name), 1);
            case Voice.AzureStandard azure -> {
                if (azure.style() != null
                        || azure.pitch() != null
                        || azure.volume() != null
                        || azure.customLexiconUrl() != null
                        || azure.customTextNormalizationUrl() != null) {
                    throw RefusedException.notHere(
                            param, "style, pitch, volume or custom lexicons of a voice");
                }
                double rate = rate(azure.rate(), param);
                String instead = inLanguageOf(azure.name(), param);
                yield instead == null
                        ? named(azure.name(), param, false, rate)
                        : substituted(azure.name(), instead, param, rate);
            }
            case Voice.AzureCustom _,
                    Voice.AzurePersonal _,
                    Voice.AvatarVoiceSync _,
                    Voice.AzureRealtimeNative _ ->
                    throw RefusedException.badValue(
                            param + ".type", typeOf(voice), "azure-standard", "openai");
            case Voice.Unknown(var type, _) ->
                    throw RefusedException.badValue(
                            param + ".type", String.valueOf(type), "azure-standard", "openai");
        };
    }

    private Choice named(String name, String param, boolean known, double rate)
            throws RefusedException {
        if (ours.contains(name)) {
            return new Choice(name, rate, null);
        }
        if (!known) {
            throw RefusedException.badValue(param + ".name", name, ours.toArray(String[]::new));
        }
        return substituted(name, ours.getFirst(), param, rate);
    }

    private static Choice substituted(String name, String voice, String param, double rate) {
        return new Choice(
                voice,
                rate,
                new WarningDetails(
                        "The offline service has no voice '%s' and speaks with '%s'."
                                .formatted(name, voice),
                        "voice_substituted",
                        param));
    }

    /** The first voice in the language of one of Azure's; null when the name is none of Azure's. */
    private @Nullable String inLanguageOf(String name, String param) throws RefusedException {
        var matcher = AZURE.matcher(name);
        if (ours.contains(name) || !matcher.matches()) {
            return null;
        }
        String locale = matcher.group(1);
        String language = language(locale);
        return ours.stream()
                .filter(voice -> language(languageOf.apply(voice)).equals(language))
                // A stable sort: the usual voice stays before others that fit as well.
                .min(Comparator.comparing(voice -> !languageOf.apply(voice).equals(locale)))
                .orElseThrow(() ->
                        new RefusedException(
                                "invalid_value",
                                param + ".name",
                                "The offline service speaks %s; '%s' does not."
                                        .formatted(spoken(), name)));
    }

    private String spoken() {
        return ours.stream().map(languageOf).distinct().collect(Collectors.joining(", "));
    }

    private static String language(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }

    private static double rate(@Nullable String rate, String param) throws RefusedException {
        if (rate == null) {
            return 1;
        }
        try {
            double factor = Double.parseDouble(rate);
            if (factor >= 0.5 && factor <= 1.5) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw RefusedException.notHere(
                    param + ".rate",
                    "a rate of '%s'; write a number from 0.5 to 1.5".formatted(rate));
        }
        throw RefusedException.badValue(param + ".rate", rate, "0.5 to 1.5");
    }

    private static String typeOf(Voice voice) {
        return switch (voice) {
            case Voice.AzureCustom _ -> "azure-custom";
            case Voice.AzurePersonal _ -> "azure-personal";
            case Voice.AvatarVoiceSync _ -> "avatar-voice-sync";
            case Voice.AzureRealtimeNative _ -> "azure-realtime-native";
            default -> "unknown";
        };
    }
}

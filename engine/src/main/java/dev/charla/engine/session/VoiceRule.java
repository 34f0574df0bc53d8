package dev.charla.engine.session;

import dev.charla.protocol.Voice;
import dev.charla.protocol.WarningDetails;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which voices a client may ask for. The service has few; a name that Azure or OpenAI knows is
 * taken with a warning and spoken by the voice there is, so that a client set up for the cloud runs
 * unchanged. A language this voice does not speak is refused.
 */
final class VoiceRule {
    private static final Set<String> OPENAI =
            Set.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");

    /** {@code en-US-AvaNeural}, {@code en-US-Ava:DragonHDLatestNeural}. */
    private static final Pattern AZURE =
            Pattern.compile("([a-z]{2,3})-[A-Z][A-Za-z]+-[A-Za-z0-9:]*Neural");

    private final List<String> ours;

    VoiceRule(List<String> ours) {
        this.ours = ours;
    }

    /** Which voice speaks, how fast, and what is to be said about it. */
    record Choice(String voice, double rate, @Nullable WarningDetails warning) {}

    /**
     * @param param path of the member, for the refusal
     */
    Choice choose(Voice voice, String param) throws RefusedException {
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
                yield named(
                        azure.name(),
                        param,
                        isEnglish(azure.name(), param),
                        rate(azure.rate(), param));
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
        return new Choice(
                ours.getFirst(),
                rate,
                new WarningDetails(
                        "The offline service has no voice '%s' and speaks with '%s'."
                                .formatted(name, ours.getFirst()),
                        "voice_substituted",
                        param));
    }

    private boolean isEnglish(String name, String param) throws RefusedException {
        var matcher = AZURE.matcher(name);
        if (!matcher.matches()) {
            return false;
        }
        if (!matcher.group(1).equals("en")) {
            throw new RefusedException(
                    "invalid_value",
                    param + ".name",
                    "The offline service speaks English only; '%s' does not.".formatted(name));
        }
        return true;
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

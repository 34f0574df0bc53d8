package dev.charla.boot.service;

import static dev.charla.boot.service.AgentCatalogue.present;

import dev.charla.boot.service.AgentProperties.Tuning;
import dev.charla.boot.settings.SettingException;
import dev.charla.protocol.settings.Voice;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The voice that a name stands for. A plain name is enough for the voices that Azure and OpenAI
 * bring along; a voice of one's own says its kind first: {@code azure-custom:NAME@ENDPOINT-ID},
 * {@code azure-personal:NAME@MODEL}, {@code avatar-voice-sync:MODEL}. The kinds are the protocol's.
 */
public final class VoiceNames {
    /** Spoken by the model {@code azure-realtime} itself. */
    private static final Set<String> AZURE_REALTIME =
            Set.of(
                    "ava",
                    "andrew",
                    "aarti",
                    "denise",
                    "diya",
                    "elsa",
                    "florian",
                    "francisca",
                    "meera",
                    "xiaoxiao",
                    "yunxi",
                    "ximena");

    private VoiceNames() {}

    /**
     * The voice of that name, spoken as {@code tuning} says.
     *
     * @throws SettingException for a kind that there is not, or one without what it needs
     */
    public static Voice voice(String name, Tuning tuning) {
        int colon = name.indexOf(':');
        var kind = colon < 0 ? "" : name.substring(0, colon).toLowerCase(Locale.ROOT);
        var rest = name.substring(colon + 1);
        return switch (kind) {
            case "openai" -> new Voice.OpenAi(rest);
            case "azure-standard" -> standard(rest, tuning);
            case "azure-realtime-native" -> new Voice.AzureRealtimeNative(rest);
            case "azure-custom" -> custom(name, rest, tuning);
            case "azure-personal" -> personal(name, rest, tuning);
            case "avatar-voice-sync" -> avatar(rest, tuning);
            default -> plain(name, tuning);
        };
    }

    /** Azure's standard voices begin with their locale and may hold a colon themselves. */
    private static Voice plain(String name, Tuning tuning) {
        if (name.matches("[a-z]{2,3}-[A-Za-z0-9]{2,8}-.+")) {
            return standard(name, tuning);
        }
        if (name.contains(":")) {
            throw unusable(name);
        }
        if (AZURE_REALTIME.contains(name.toLowerCase(Locale.ROOT))) {
            return new Voice.AzureRealtimeNative(name.toLowerCase(Locale.ROOT));
        }
        return name.contains("-") ? standard(name, tuning) : new Voice.OpenAi(name);
    }

    private static Voice standard(String name, Tuning tuning) {
        return new Voice.AzureStandard(
                name,
                tuning.temperature(),
                null,
                null,
                null,
                present(tuning.locale()),
                present(tuning.style()),
                present(tuning.pitch()),
                present(tuning.rate()),
                present(tuning.volume()),
                Map.of());
    }

    private static Voice custom(String setting, String rest, Tuning tuning) {
        var parts = nameAnd(setting, rest);
        return new Voice.AzureCustom(
                parts.name(),
                parts.extra(),
                tuning.temperature(),
                null,
                null,
                null,
                present(tuning.locale()),
                present(tuning.style()),
                present(tuning.pitch()),
                present(tuning.rate()),
                present(tuning.volume()),
                Map.of());
    }

    private static Voice personal(String setting, String rest, Tuning tuning) {
        var parts = nameAnd(setting, rest);
        return new Voice.AzurePersonal(
                parts.name(),
                parts.extra(),
                tuning.temperature(),
                null,
                null,
                null,
                present(tuning.locale()),
                present(tuning.style()),
                present(tuning.pitch()),
                present(tuning.rate()),
                present(tuning.volume()),
                Map.of());
    }

    private static Voice avatar(String model, Tuning tuning) {
        return new Voice.AvatarVoiceSync(
                model,
                tuning.temperature(),
                null,
                null,
                null,
                present(tuning.locale()),
                present(tuning.style()),
                present(tuning.pitch()),
                present(tuning.rate()),
                present(tuning.volume()),
                Map.of());
    }

    private record Parts(String name, String extra) {}

    private static Parts nameAnd(String setting, String rest) {
        int at = rest.lastIndexOf('@');
        if (at <= 0 || at == rest.length() - 1) {
            throw unusable(setting);
        }
        return new Parts(rest.substring(0, at), rest.substring(at + 1));
    }

    private static SettingException unusable(String name) {
        return new SettingException(
                "The voice \"" + name + "\" of VOICE_LIVE_VOICE or an agent is none that is known.",
                "Give a plain name such as en-US-Ava:DragonHDLatestNeural, alloy or ava, or one of"
                        + " azure-custom:NAME@ENDPOINT-ID, azure-personal:NAME@MODEL and"
                        + " avatar-voice-sync:MODEL.");
    }
}

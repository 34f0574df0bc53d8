package dev.charla.engine.settings;

import dev.charla.engine.hearing.Cleaning;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.EchoCancellation;
import dev.charla.protocol.settings.NoiseReduction;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.SessionUpdate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client may ask to be taken out of its audio, with the service's codes for misuse. */
public final class CleaningRules {
    private static final String NOISE = "session.input_audio_noise_reduction";
    private static final String ECHO = "session.input_audio_echo_cancellation";
    private static final String SERVER_ECHO = "server_echo_cancellation";
    private static final String CLIENT = "client";
    private static final String SERVER = "server";
    private static final Set<String> NOISE_TYPES =
            Set.of("azure_deep_noise_suppression", "near_field", "far_field");

    private CleaningRules() {}

    static void check(SessionChange change) throws RefusedException {
        SessionUpdate update = change.asked();
        if (update.inputAudioNoiseReduction() instanceof Setting.Value<NoiseReduction>(var asked)
                && !NOISE_TYPES.contains(asked.type())) {
            throw RefusedException.badValue(
                    NOISE + ".type",
                    asked.type(),
                    NOISE_TYPES.stream().sorted().toArray(String[]::new));
        }
        SessionSettings after = change.after();
        EchoCancellation echo = after.inputAudioEchoCancellation();
        if (update.inputAudioEchoCancellation()
                instanceof Setting.Value<EchoCancellation>(var asked)) {
            checkEcho(asked);
        }
        boolean wasStereo = isStereo(change.before().inputAudioEchoCancellation());
        if (wasStereo && !isStereo(echo)) {
            throw new RefusedException(
                    "change_in_ec_channels_not_allowed",
                    ECHO + ".channels",
                    "The channels of echo cancellation cannot be changed in a session.");
        }
        AudioFormat format = after.inputAudioFormat();
        if (isStereo(echo) && format != null && !format.equals(AudioFormat.PCM16)) {
            throw new RefusedException(
                    "invalid_ec_channels_format",
                    ECHO + ".channels",
                    "Two channels need the input audio format 'pcm16'.");
        }
    }

    private static void checkEcho(EchoCancellation asked) throws RefusedException {
        if (!asked.type().equals(SERVER_ECHO)) {
            throw RefusedException.badValue(ECHO + ".type", asked.type(), SERVER_ECHO);
        }
        String source = asked.referenceSource() == null ? SERVER : asked.referenceSource();
        if (!source.equals(SERVER) && !source.equals(CLIENT)) {
            throw RefusedException.badValue(ECHO + ".reference_source", source, CLIENT, SERVER);
        }
        int channels = asked.channels() == null ? 1 : asked.channels();
        if (channels != 1 && channels != 2) {
            throw RefusedException.badValue(ECHO + ".channels", channels, "1", "2");
        }
        if (channels == 2 && source.equals(SERVER)) {
            throw new RefusedException(
                    "invalid_ec_channels_requires_client",
                    ECHO + ".channels",
                    "Two channels need the reference source 'client'.");
        }
        if (channels == 1 && source.equals(CLIENT)) {
            throw new RefusedException(
                    "invalid_ec_reference_channels",
                    ECHO + ".reference_source",
                    "The reference source 'client' needs two channels: the microphone's first,"
                            + " then what is played.");
        }
    }

    private static boolean isStereo(@Nullable EchoCancellation echo) {
        return echo != null && echo.channels() != null && echo.channels() == 2;
    }

    /** What is taken out under these settings. */
    public static Cleaning cleaning(SessionSettings settings) {
        EchoCancellation echo = settings.inputAudioEchoCancellation();
        return new Cleaning(
                echo != null, settings.inputAudioNoiseReduction() != null, isStereo(echo));
    }
}

package dev.charla.speech;

import dev.charla.engine.recognition.Decoder;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.UtteranceAudio;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hears with whisper.cpp, which wants the whole utterance: collects it, then waits for an ear.
 * There are no words before the end. Confined to one thread.
 */
final class WhisperDecoder implements Decoder {
    /** whisper.cpp makes nothing of less than a second; a little more is silence added. */
    private static final int LEAST_SAMPLES = Recognizer.SAMPLE_RATE_HZ * 5 / 4;

    /** The first chunks of an utterance are its pre-roll: a second is an ordinary beginning. */
    private static final int FIRST_ROOM = 4 * Recognizer.SAMPLE_RATE_HZ;

    private static final float FULL_SCALE = 32_768;

    /** What it writes for sounds that are no words: {@code [BLANK_AUDIO]}, {@code (music)}. */
    private static final Pattern SOUNDS = Pattern.compile("\\[[^]]*]|\\([^)]*\\)|[*♪♫]+");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final WhisperEars ears;
    private final String usual;

    /**
     * @param usual language when the session names none, as {@link #code} gives it
     */
    WhisperDecoder(WhisperEars ears, String usual) {
        this.ears = ears;
        this.usual = usual;
    }

    /** What whisper.cpp calls a language: {@code es-MX} is {@code es}. */
    static String code(String tag) {
        String language = Locale.forLanguageTag(tag).getLanguage();
        return switch (language) {
            case "nb" -> "no";
            case "fil" -> "tl";
            case "iw" -> "he";
            default -> language;
        };
    }

    @Override
    public String decode(
            UtteranceAudio utterance, @Nullable String language, Consumer<String> partials) {
        float[] samples = new float[FIRST_ROOM];
        int length = 0;
        for (double[] chunk = utterance.take(); chunk.length > 0; chunk = utterance.take()) {
            if (length + chunk.length > samples.length) {
                samples = Arrays.copyOf(samples, 2 * (length + chunk.length));
            }
            for (double sample : chunk) {
                samples[length++] = (float) (sample / FULL_SCALE);
            }
        }
        if (length == 0) {
            return "";
        }
        float[] heard = Arrays.copyOf(samples, Math.max(length, LEAST_SAMPLES));
        return words(ears.transcribe(heard, language == null ? usual : code(language)));
    }

    /** Without what it writes for music and silence. */
    static String words(String written) {
        String words = SOUNDS.matcher(written).replaceAll(" ");
        words = SPACES.matcher(words).replaceAll(" ").strip();
        return words.chars().anyMatch(Character::isLetterOrDigit) ? words : "";
    }
}

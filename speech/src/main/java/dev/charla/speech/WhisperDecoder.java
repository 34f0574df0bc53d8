package dev.charla.speech;

import dev.charla.engine.recognition.Decoder;
import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.UtteranceAudio;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

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

    /**
     * Characters of a prompt. Of a longer one whisper.cpp would drop the beginning: it takes 224
     * tokens, half of the model's text context of 448, and names take about one for two letters.
     */
    private static final int LONGEST_PROMPT = 448;

    private static final String BETWEEN_PHRASES = ", ";

    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{Cntrl}]+");

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
    public String decode(UtteranceAudio utterance, Expected expected, Consumer<String> partials) {
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
        String language = expected.language();
        return words(
                ears.transcribe(
                        heard,
                        language == null ? usual : code(language),
                        prompt(expected.phrases())));
    }

    /**
     * Text for whisper.cpp to go on from, which makes it write words as they are in it: as many of
     * the first phrases as it has room for, each whole. One too long for it alone is passed over.
     */
    static String prompt(List<String> phrases) {
        StringBuilder prompt = new StringBuilder();
        for (String phrase : phrases) {
            String text = NO_TEXT.matcher(phrase).replaceAll(" ").strip();
            String before = prompt.isEmpty() ? "" : BETWEEN_PHRASES;
            if (text.isEmpty() || text.length() > LONGEST_PROMPT) {
                continue;
            }
            if (prompt.length() + before.length() + text.length() > LONGEST_PROMPT) {
                break;
            }
            prompt.append(before).append(text);
        }
        return prompt.toString();
    }

    /** Without what it writes for music and silence. */
    static String words(String written) {
        String words = SOUNDS.matcher(written).replaceAll(" ");
        words = SPACES.matcher(words).replaceAll(" ").strip();
        return words.chars().anyMatch(Character::isLetterOrDigit) ? words : "";
    }
}

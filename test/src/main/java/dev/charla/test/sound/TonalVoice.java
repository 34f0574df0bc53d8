package dev.charla.test.sound;

import dev.charla.audio.Pcm16;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A voice that speaks words as tones, which {@link TonalEars} understand exactly: the same words
 * are the same samples on every machine, and a minute of them costs milliseconds. It takes any
 * language. Its pace does not change; its loudness does. Any thread.
 */
public final class TonalVoice implements Synthesizer {
    /** Where people who write voice agents have callers, the default first. */
    static final List<String> LANGUAGES =
            List.of(
                    "en-US", "es-ES", "pt-BR", "fr-FR", "de-DE", "it-IT", "nl-NL", "pl-PL", "sv-SE",
                    "da-DK", "fi-FI", "nb-NO", "cs-CZ", "tr-TR", "ja-JP", "ko-KR", "zh-CN", "hi-IN",
                    "ar-EG", "ru-RU", "uk-UA", "el-GR", "he-IL", "ca-ES");

    private static final String PREFIX = "tonal-";

    /** A tenth of a second, as other voices hand out. */
    private static final int BLOCK_SAMPLES = SAMPLE_RATE_HZ / 10;

    /** Silence after a sentence. */
    private static final int BREATH_SAMPLES = SAMPLE_RATE_HZ / 10;

    private static final int SYMBOL = TonalCode.symbolSamples(SAMPLE_RATE_HZ);
    private static final short[][] LOWER = TonalCode.tones(false, SAMPLE_RATE_HZ);
    private static final short[][] UPPER = TonalCode.tones(true, SAMPLE_RATE_HZ);

    /** A voice. */
    public TonalVoice() {}

    /** What {@code text} sounds like, at 24 kHz; empty for blank text. */
    public static Pcm16 say(String text) {
        return Pcm16.of(SAMPLE_RATE_HZ, samples(TonalCode.bytes(text), 1, 0));
    }

    @Override
    public List<String> voices() {
        return LANGUAGES.stream().map(language -> PREFIX + language).toList();
    }

    @Override
    public String language(String voice) {
        return voice.startsWith(PREFIX) ? voice.substring(PREFIX.length()) : LANGUAGES.getFirst();
    }

    @Override
    public void speak(Sentence sentence, Sink sink) throws InterruptedException {
        var bytes = TonalCode.bytes(sentence.text());
        if (bytes.length == 0) {
            return;
        }
        sink.timing(timing(bytes));
        var all = samples(bytes, sentence.gain(), BREATH_SAMPLES);
        for (int at = 0; at < all.length; at += BLOCK_SAMPLES) {
            var block = new short[Math.min(BLOCK_SAMPLES, all.length - at)];
            System.arraycopy(all, at, block, 0, block.length);
            sink.audio(block);
        }
    }

    private static short[] samples(byte[] bytes, double gain, int silence) {
        var samples = new short[bytes.length * SYMBOL + silence];
        for (int i = 0; i < bytes.length; i++) {
            var lower = LOWER[bytes[i] & 0xF];
            var upper = UPPER[(bytes[i] >> 4) & 0xF];
            for (int j = 0; j < SYMBOL; j++) {
                double sum = gain * (lower[j] + upper[j]);
                samples[i * SYMBOL + j] =
                        (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
        return samples;
    }

    private static SpeechTiming timing(byte[] bytes) {
        List<SpeechTiming.Word> words = new ArrayList<>();
        int from = 1;
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == ' ' || bytes[i] == TonalCode.END) {
                var written = new String(bytes, from, i - from, StandardCharsets.UTF_8);
                var word = written.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
                if (!word.isEmpty()) {
                    words.add(new SpeechTiming.Word(word, from * SYMBOL, (i - from) * SYMBOL));
                }
                from = i + 1;
            }
        }
        return new SpeechTiming(words, List.of());
    }

    @Override
    public Set<SpeechTiming.Kind> times() {
        return Set.of(SpeechTiming.Kind.WORDS);
    }

    @Override
    public void warmUp() {}

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void close() {}
}

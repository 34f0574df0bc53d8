package dev.charla.engine.script;

import dev.charla.engine.script.Script.Reply;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.Synthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks a tone, or silence, as long as the words would take. For one session, or for none. */
final class ToneSynthesizer implements Synthesizer {
    private static final List<String> VOICES = List.of("charla-tone");

    /** The pace of ordinary speech. */
    private static final int CHARACTERS_PER_SECOND = 15;

    /** A tenth of a second. */
    private static final int BLOCK_SAMPLES = SAMPLE_RATE_HZ / 10;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

    private static final double TONE_HZ = 440;

    /** -12 dBFS: loud enough to be told from silence, not unpleasant. */
    private static final double AMPLITUDE = 8_000;

    private final @Nullable ScriptRun run;
    private final boolean audible;

    /**
     * @param run null: no reply has a length of its own, and nothing takes time
     */
    ToneSynthesizer(@Nullable ScriptRun run, boolean audible) {
        this.run = run;
        this.audible = audible;
    }

    @Override
    public List<String> voices() {
        return VOICES;
    }

    @Override
    public void speak(Sentence sentence, Sink sink) throws InterruptedException {
        Reply reply = run == null ? Reply.NOTHING : run.spoken();
        int length = samples(sentence.text(), reply);
        pause(reply.delays().speech());
        sink.timing(timing(sentence.text(), length));
        for (int at = 0; at < length; at += BLOCK_SAMPLES) {
            if (at > 0) {
                pause(reply.delays().audio());
            }
            sink.audio(block(at, Math.min(BLOCK_SAMPLES, length - at), sentence.gain()));
        }
    }

    @Override
    public Set<SpeechTiming.Kind> times() {
        return Set.of(SpeechTiming.Kind.WORDS);
    }

    /** Every character takes as long as any other. */
    private static SpeechTiming timing(String text, int length) {
        List<SpeechTiming.Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            int from = (int) ((long) length * word.start() / text.length());
            int to = (int) ((long) length * word.end() / text.length());
            words.add(new SpeechTiming.Word(word.group(), from, to - from));
        }
        return new SpeechTiming(words, List.of());
    }

    private void pause(Duration length) throws InterruptedException {
        if (run != null) {
            run.pause(length);
        }
    }

    private static int samples(String text, Reply reply) {
        Duration whole = reply.lasts();
        if (whole == null || reply.says().isBlank()) {
            return text.length() * SAMPLE_RATE_HZ / CHARACTERS_PER_SECOND;
        }
        // Spaces between sentences are in no sentence.
        long share = whole.toMillis() * text.length() / Math.max(1, reply.says().strip().length());
        return Math.toIntExact(share * SAMPLE_RATE_HZ / 1_000);
    }

    private short[] block(int from, int length, double gain) {
        short[] samples = new short[length];
        if (audible) {
            for (int i = 0; i < length; i++) {
                double phase = 2 * Math.PI * TONE_HZ * (from + i) / SAMPLE_RATE_HZ;
                samples[i] = (short) (AMPLITUDE * Math.min(gain, 4) * Math.sin(phase));
            }
        }
        return samples;
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

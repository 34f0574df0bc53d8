package dev.charla.speech.synthesis;

import dev.charla.audio.Gain;
import dev.charla.engine.synthesis.SentenceSplitter;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks American English with a female voice, through MaryTTS. The first block of a sentence, 20
 * ms, leaves as soon as it is made; the rest is made some fifteen times as fast as it plays.
 *
 * <p>Any thread may speak, several at a time. It has no thread of its own.
 */
public final class MarySynthesizer implements Synthesizer {
    /** Longer tokens are no words: the voice would spend seconds on one. */
    private static final int LONGEST_TOKEN = 30;

    private static final Logger log = LoggerFactory.getLogger(MarySynthesizer.class);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object loading = new Object();
    private volatile @Nullable MaryVoice voice;
    private volatile boolean ready;

    @Override
    public List<String> voices() {
        return List.of(MaryVoice.NAME);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the voice is unknown, or rate or gain out of range
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public void speak(Sentence sentence, Sink sink)
            throws InterruptedException, SynthesisException {
        check(sentence);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String spoken = ended(SpokenText.of(sentence.text()));
        List<String> parts = parts(spoken);
        var words =
                WrittenWords.of(
                        sentence.text(),
                        parts.stream().flatMap(part -> MaryVoice.wordsOf(part).stream()).toList());
        int first = 0;
        for (String part : parts) {
            var timing = new MaryTiming(words, first);
            first += MaryVoice.wordsOf(part).size();
            var shaper = new SpeechShaper(new Gain(SAMPLE_RATE_HZ, sentence.gain()), timing, sink);
            voice().speak(
                            part,
                            sentence.rate(),
                            timing,
                            new StreamingVocoder(SpeechShaper.BLOCK_SAMPLES, shaper));
            shaper.finish();
        }
    }

    @Override
    public Set<SpeechTiming.Kind> times() {
        return Set.of(SpeechTiming.Kind.WORDS, SpeechTiming.Kind.VISEMES);
    }

    /** Only letters that are Latin, or are written with Latin ones, are said. */
    @Override
    public boolean canSpeak(String voice, String text) {
        return SpokenText.keepsLetters(text);
    }

    /**
     * Without a mark at its end a sentence gets neither the fall of the voice nor the boundary that
     * the words before it are shaped by: half of it cannot be understood.
     */
    private static String ended(String spoken) {
        String text = spoken.stripTrailing();
        return text.isEmpty() || !Character.isLetterOrDigit(text.charAt(text.length() - 1))
                ? text
                : text + ".";
    }

    @Override
    public void warmUp() {
        try {
            for (int i = 0; i < 2; i++) {
                speak(new Sentence("What time is it now, please?", MaryVoice.NAME, 1, 1), _ -> {});
            }
            ready = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SynthesisException failure) {
            throw new IllegalStateException("the voice could not be warmed up", failure);
        }
    }

    @Override
    public boolean isReady() {
        return ready && !closed.get();
    }

    /** The voice itself stays, for MaryTTS keeps it for the life of the process. */
    @Override
    public void close() {
        closed.set(true);
    }

    private MaryVoice voice() throws SynthesisException {
        MaryVoice loaded = voice;
        if (loaded == null) {
            synchronized (loading) {
                loaded = voice;
                if (loaded == null) {
                    long begun = System.nanoTime();
                    loaded = new MaryVoice();
                    voice = loaded;
                    log.atInfo()
                            .addKeyValue("voice", MaryVoice.NAME)
                            .addKeyValue("ms", (System.nanoTime() - begun) / 1_000_000)
                            .log("voice loaded");
                }
            }
        }
        return loaded;
    }

    private void check(Sentence sentence) {
        if (closed.get()) {
            throw new IllegalStateException("the synthesizer is closed");
        }
        if (!sentence.voice().equals(MaryVoice.NAME)) {
            throw new IllegalArgumentException("no such voice");
        }
        if (!(sentence.rate() >= SLOWEST && sentence.rate() <= FASTEST)) {
            throw new IllegalArgumentException("rate of " + sentence.rate());
        }
        if (!(sentence.gain() >= 0 && sentence.gain() <= LOUDEST)) {
            throw new IllegalArgumentException("gain of " + sentence.gain());
        }
    }

    /** What the voice takes in one go: it works on a whole sentence before the first sample. */
    private static List<String> parts(String spoken) {
        var splitter = new SentenceSplitter();
        var parts =
                new ArrayList<>(
                        splitter.add(spoken.replaceAll("[^ ]{" + LONGEST_TOKEN + "}", "$0 ")));
        parts.addAll(splitter.finish());
        parts.removeIf(part -> !SpokenText.hasWords(part));
        return parts;
    }
}

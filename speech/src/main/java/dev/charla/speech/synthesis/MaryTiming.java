package dev.charla.speech.synthesis;

import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.SpeechTiming.Viseme;
import dev.charla.engine.synthesis.SpeechTiming.Word;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Times of the words and mouth shapes in what the voice says in one go, from the lengths that its
 * model gives each phone. Confined to the thread that speaks.
 */
final class MaryTiming {
    /** Azure's numbers, for the phones of American English in the voice's notation. */
    private static final Map<String, Integer> VISEMES =
            Map.ofEntries(
                    Map.entry("{", 1),
                    Map.entry("@", 1),
                    Map.entry("V", 1),
                    Map.entry("A", 2),
                    Map.entry("O", 3),
                    Map.entry("E", 4),
                    Map.entry("EI", 4),
                    Map.entry("U", 4),
                    Map.entry("r=", 5),
                    Map.entry("j", 6),
                    Map.entry("i", 6),
                    Map.entry("I", 6),
                    Map.entry("w", 7),
                    Map.entry("u", 7),
                    Map.entry("@U", 8),
                    Map.entry("aU", 9),
                    Map.entry("OI", 10),
                    Map.entry("AI", 11),
                    Map.entry("h", 12),
                    Map.entry("r", 13),
                    Map.entry("l", 14),
                    Map.entry("s", 15),
                    Map.entry("z", 15),
                    Map.entry("S", 16),
                    Map.entry("tS", 16),
                    Map.entry("dZ", 16),
                    Map.entry("Z", 16),
                    Map.entry("D", 17),
                    Map.entry("f", 18),
                    Map.entry("v", 18),
                    Map.entry("d", 19),
                    Map.entry("t", 19),
                    Map.entry("n", 19),
                    Map.entry("T", 19),
                    Map.entry("k", 20),
                    Map.entry("g", 20),
                    Map.entry("N", 20),
                    Map.entry("p", 21),
                    Map.entry("b", 21),
                    Map.entry("m", 21));

    private final WrittenWords words;
    private final int firstSpoken;
    private List<Segment> segments = List.of();

    /**
     * A phone or a pause.
     *
     * @param word which of the spoken words it is in, from 0; -1 for a pause
     * @param phone empty for a pause
     * @param samples how long it sounds, at {@link Synthesizer#SAMPLE_RATE_HZ}
     */
    record Segment(int word, String phone, int samples) {}

    /**
     * @param words of the whole sentence; one is told once, with the part that its sound begins in
     * @param firstSpoken the number of the spoken word that this begins with
     */
    MaryTiming(WrittenWords words, int firstSpoken) {
        this.words = words;
        this.firstSpoken = firstSpoken;
    }

    /** What is about to be made. */
    void segments(List<Segment> made) {
        segments = List.copyOf(made);
    }

    /**
     * The times.
     *
     * @param skipped samples at the beginning that nobody is given
     */
    SpeechTiming from(int skipped) {
        List<Word> told = new ArrayList<>();
        List<Viseme> shapes = new ArrayList<>();
        int at = -skipped;
        int word = -1;
        int begin = 0;
        int end = 0;
        for (Segment segment : segments) {
            int shape = VISEMES.getOrDefault(segment.phone(), 0);
            if (at + segment.samples() > 0
                    && (shapes.isEmpty() || shapes.getLast().id() != shape)) {
                shapes.add(new Viseme(shape, Math.max(0, at)));
            }
            if (segment.word() >= 0) {
                int written = words.of(firstSpoken + segment.word());
                if (written != word) {
                    add(told, word, begin, end);
                    word = written;
                    begin = Math.max(0, at);
                }
                end = Math.max(0, at + segment.samples());
            }
            at += segment.samples();
        }
        add(told, word, begin, end);
        return new SpeechTiming(told, shapes);
    }

    private void add(List<Word> told, int word, int begin, int end) {
        if (word >= 0 && words.isNew(word)) {
            told.add(new Word(words.text(word), begin, end - begin));
        }
    }
}

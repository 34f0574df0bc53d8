package dev.charla.conversation.caption;

import dev.charla.conversation.browser.AudioFrame;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which part of an answer's words had been heard at a sample: a map from audio to text, drawn while
 * both arrive.
 *
 * <p>Words come ahead of their sound. So each stretch of text belongs to the audio that follows it,
 * up to the next stretch of text, and is spread evenly over it. Text for which all the audio was
 * already there belongs to the audio before it. While more audio may come, nobody is taken to speak
 * faster than {@link #CHARS_PER_SECOND}. Where the service tells when words sound, that is what
 * counts.
 *
 * <p>Confined to one thread.
 */
final class HeardText {
    /** 180 words a minute, a brisk voice, at five letters and a space a word: 18. */
    static final int CHARS_PER_SECOND = 18;

    private record Mark(long samples, int chars) {}

    /** Words whose place in the audio is known: the middle of each, and where it ends. */
    private final List<Mark> words = new ArrayList<>();

    /** Where each stretch of text begins; rising in samples. */
    private final List<Mark> marks = new ArrayList<>();

    private long samples;
    private int chars;

    /** This many characters have been added to the text. */
    void text(int added) {
        if (marks.isEmpty() || samples > marks.getLast().samples()) {
            marks.add(new Mark(samples, chars));
        }
        chars += added;
    }

    /**
     * The word that ends after {@code chars} characters has been said, by and large, at this
     * sample.
     */
    void word(int chars, long sample) {
        words.add(new Mark(sample, chars));
    }

    /** The text is known to be this long now. */
    void textIs(int total) {
        if (total > chars) {
            text(total - chars);
        }
        chars = total;
    }

    /** This many samples have been added to the audio. */
    void audio(long added) {
        samples += added;
    }

    /** Samples so far. */
    long samples() {
        return samples;
    }

    /**
     * Characters of {@code text} heard, cut back to the end of a word.
     *
     * @param text all words so far
     * @param heard samples heard
     * @param complete whether the audio is whole, so that no more of it was to come
     */
    int heard(String text, long heard, boolean complete) {
        if (complete && heard >= samples) {
            return text.length();
        }
        if (!words.isEmpty() && heard <= words.getLast().samples()) {
            return Math.min(text.length(), wordsAt(heard));
        }
        return endOfWord(text, Math.min(charsAt(heard, complete), text.length()));
    }

    private int wordsAt(long heard) {
        int said = 0;
        for (var word : words) {
            if (word.samples() <= heard) {
                said = word.chars();
            }
        }
        return said;
    }

    private int charsAt(long heard, boolean complete) {
        var known = complete ? voiced() : marks;
        int at = known.size() - 1;
        while (at >= 0 && known.get(at).samples() > heard) {
            at--;
        }
        if (at < 0) {
            return 0;
        }
        var from = known.get(at);
        boolean last = at == known.size() - 1;
        var to = last ? new Mark(samples, chars) : known.get(at + 1);
        long span = to.samples() - from.samples();
        if (span <= 0) {
            return from.chars();
        }
        long into = Math.min(heard, to.samples()) - from.samples();
        long even = (to.chars() - from.chars()) * into / span;
        long spoken = CHARS_PER_SECOND * into / AudioFrame.SAMPLE_RATE_HZ;
        return (int)
                Math.max(0, from.chars() + (last && !complete ? Math.min(even, spoken) : even));
    }

    /** The marks, without a last one that no audio follows. */
    private List<Mark> voiced() {
        if (marks.isEmpty() || marks.getLast().samples() < samples) {
            return marks;
        }
        return marks.size() == 1 ? List.of(new Mark(0, 0)) : marks.subList(0, marks.size() - 1);
    }

    private static int endOfWord(String text, int chars) {
        if (chars <= 0 || chars >= text.length()) {
            return Math.max(0, chars);
        }
        var words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(text);
        int end = words.isBoundary(chars) ? chars : Math.max(0, words.preceding(chars));
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}

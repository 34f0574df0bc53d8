package dev.charla.test.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said, heard and done in a conversation, and its sound. Positions in time count from the
 * beginning of the conversation. Confined to the thread of the test.
 */
public final class Recording {
    /** Samples per second of both sides. */
    public static final int RATE_HZ = 24_000;

    /** How long a frame of sound is. */
    public static final Duration FRAME = Duration.ofMillis(20);

    /** Samples of a frame. */
    public static final int FRAME_SAMPLES = RATE_HZ / 50;

    private static final short[] SILENCE = new short[FRAME_SAMPLES];

    private final List<short[]> caller = new ArrayList<>();
    private final List<short[]> agent = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    /** A recording of nothing yet. */
    public Recording() {}

    /** Who or what an entry is about. */
    public enum Lane {
        /** The caller speaks, types, pauses or presses. */
        CALLER,
        /** What the caller heard the agent say. */
        AGENT,
        /** What the page shows of the conversation's state. */
        STATE,
        /** A tool. */
        TOOL,
        /** Anything else worth knowing. */
        NOTE
    }

    /**
     * Something that happened.
     *
     * @param to null for what takes no time
     */
    public record Entry(Duration from, @Nullable Duration to, Lane lane, String text) {}

    /** A word of the agent's, as it was heard. */
    public record Word(String text, Duration from, Duration to) {}

    /**
     * A frame of sound of both sides; the arrays are kept and must not be changed.
     *
     * @param said by the caller
     * @param heard by the caller
     */
    public void sound(short[] said, short[] heard) {
        caller.add(said);
        agent.add(heard);
    }

    /** Something happened. */
    public void add(Entry entry) {
        entries.add(entry);
    }

    /** A word of the agent's was heard. */
    public void add(Word word) {
        words.add(word);
    }

    /** All words of the agent that were heard, in order. */
    public List<Word> words() {
        return words;
    }

    /** A frame in which nobody is heard, always the same one; not to be changed. */
    public static short[] silence() {
        return SILENCE;
    }

    /** Frames of sound so far. */
    public int frames() {
        return caller.size();
    }

    /** What the caller said in that frame. */
    public short[] said(int frame) {
        return caller.get(frame);
    }

    /** What the caller heard in that frame. */
    public short[] heard(int frame) {
        return agent.get(frame);
    }

    /** When that frame begins. */
    public static Duration at(long frame) {
        return FRAME.multipliedBy(frame);
    }

    /** What happened, in the order of time, with the agent's words as phrases. */
    public List<Entry> entries() {
        var all = new ArrayList<>(entries);
        all.addAll(phrases());
        all.sort(Comparator.comparing(Entry::from));
        return all;
    }

    /** The agent's words with no more than a breath between them. */
    private List<Entry> phrases() {
        var phrases = new ArrayList<Entry>();
        var phrase = new StringBuilder();
        Duration from = Duration.ZERO;
        Duration to = Duration.ZERO;
        for (var word : words) {
            if (!phrase.isEmpty() && word.from().minus(to).compareTo(BREATH) > 0) {
                phrases.add(new Entry(from, to, Lane.AGENT, phrase.toString()));
                phrase.setLength(0);
            }
            if (phrase.isEmpty()) {
                from = word.from();
            } else {
                phrase.append(' ');
            }
            phrase.append(word.text());
            to = word.to();
        }
        if (!phrase.isEmpty()) {
            phrases.add(new Entry(from, to, Lane.AGENT, phrase.toString()));
        }
        return phrases;
    }

    /** Longer than between two sentences of one answer. */
    private static final Duration BREATH = Duration.ofMillis(400);
}

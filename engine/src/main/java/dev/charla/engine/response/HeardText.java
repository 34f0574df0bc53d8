package dev.charla.engine.response;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps an answer's audio to its words, to truncate the words where the caller stopped listening.
 * Confined to the session's loop.
 */
public final class HeardText {
    private final StringBuilder text = new StringBuilder();
    private final List<Sentence> sentences = new ArrayList<>();
    private long samples;

    /** A sentence's words and where its audio begins. */
    private record Sentence(int fromChar, long fromSample) {}

    /** The next words; their audio follows. */
    public void words(String delta) {
        sentences.add(new Sentence(text.length(), samples));
        text.append(delta);
    }

    /** More audio of the words given last. */
    public void audio(int count) {
        samples += count;
    }

    /** All words. */
    public String text() {
        return text.toString();
    }

    /** Samples of audio so far. */
    public long samples() {
        return samples;
    }

    /**
     * The words of the first {@code heard} samples: whole sentences, and a proportional part of the
     * interrupted one, cut back to the last whole word.
     */
    public String heard(long heard) {
        if (heard >= samples) {
            return text();
        }
        for (int i = sentences.size() - 1; i >= 0; i--) {
            Sentence cut = sentences.get(i);
            if (cut.fromSample() < heard) {
                return text.substring(0, cutWithin(i, heard)).stripTrailing();
            }
        }
        return "";
    }

    private int cutWithin(int index, long heard) {
        Sentence cut = sentences.get(index);
        boolean last = index == sentences.size() - 1;
        int toChar = last ? text.length() : sentences.get(index + 1).fromChar();
        long toSample = last ? samples : sentences.get(index + 1).fromSample();
        double share = (heard - cut.fromSample()) / (double) (toSample - cut.fromSample());
        int end = cut.fromChar() + (int) (share * (toChar - cut.fromChar()));
        while (end > cut.fromChar()
                && end < text.length()
                && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return end;
    }
}

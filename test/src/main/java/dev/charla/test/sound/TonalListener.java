package dev.charla.test.sound;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Understands the words of {@link TonalVoice}, sample by sample, wherever they begin, and also
 * those that are cut off: of a word that was stopped, the letters that sounded. Confined to one
 * thread.
 */
public final class TonalListener {
    /** Where the sound of a symbol begins: above the noise of a quiet line. */
    private static final int ONSET = 600;

    /** The least loudness of a symbol, as the mean square of half of it: -36 dBFS. */
    private static final double LEAST_POWER = 500.0 * 500.0;

    private final int symbol;
    private final double[] lower = new double[TonalCode.TONES];
    private final double[] upper = new double[TonalCode.TONES];
    private final Words words;

    private short[] window;
    private int filled;
    private boolean speaking;

    /** Of the next sample. */
    private long position;

    private final byte[] word = new byte[4_096];
    private int letters;
    private long wordFrom;
    private long wordTo;

    /** Told of what is understood. */
    @FunctionalInterface
    public interface Words {
        /**
         * A word was heard.
         *
         * @param text as it was written, with the marks at its ends
         * @param fromSample where its first letter begins, counted from the first sample heard
         * @param toSample where its last letter ends
         */
        void word(String text, long fromSample, long toSample);
    }

    /** A listener to audio of that rate. */
    public TonalListener(int rateHz, Words words) {
        this.words = words;
        this.symbol = TonalCode.symbolSamples(rateHz);
        this.window = new short[symbol];
        for (int half = 0; half < TonalCode.TONES; half++) {
            lower[half] = 2 * StrictMath.cos(2 * Math.PI * TonalCode.lowerHz(half) / rateHz);
            upper[half] = 2 * StrictMath.cos(2 * Math.PI * TonalCode.upperHz(half) / rateHz);
        }
    }

    /** Hears more. */
    public void hear(short[] samples, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (!speaking) {
                int onset = onset(samples, at, end);
                position += onset - at;
                at = onset;
                speaking = onset < end;
            } else {
                int count = Math.min(symbol - filled, end - at);
                System.arraycopy(samples, at, window, filled, count);
                filled += count;
                at += count;
                position += count;
                if (filled == symbol) {
                    filled = 0;
                    symbol();
                }
            }
        }
    }

    /** Hears that nothing more comes: a word that was begun ends here. */
    public void end() {
        if (speaking && filled > symbol / 2) {
            Arrays.fill(window, filled, symbol, (short) 0);
            position += symbol - filled;
            filled = 0;
            symbol();
        }
        endOfWord();
        speaking = false;
        filled = 0;
    }

    private static int onset(short[] samples, int from, int to) {
        int at = from;
        while (at < to && Math.abs(samples[at]) < ONSET) {
            at++;
        }
        return at;
    }

    private void symbol() {
        int from = symbol / 4;
        int to = symbol - from;
        if (power(from, to) < LEAST_POWER) {
            silence(from);
            return;
        }
        int letter = (loudest(upper, from, to) << 4) | loudest(lower, from, to);
        switch (letter) {
            case TonalCode.BEGIN -> endOfWord();
            case TonalCode.END -> {
                endOfWord();
                speaking = false;
            }
            case ' ' -> endOfWord();
            default -> letter(letter);
        }
    }

    /** It was cut off; something else may have begun behind. */
    private void silence(int from) {
        endOfWord();
        speaking = false;
        var rest = Arrays.copyOfRange(window, from, symbol);
        position -= rest.length;
        hear(rest, 0, rest.length);
    }

    private void letter(int letter) {
        if (letters == 0) {
            wordFrom = position - symbol;
        }
        if (letters < word.length) {
            word[letters++] = (byte) letter;
        }
        wordTo = position;
    }

    private void endOfWord() {
        if (letters > 0) {
            var text = new String(word, 0, letters, StandardCharsets.UTF_8);
            letters = 0;
            words.word(text, wordFrom, wordTo);
        }
    }

    private double power(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) window[i] * window[i];
        }
        return sum / (to - from);
    }

    /** By Goertzel's algorithm. */
    private int loudest(double[] tones, int from, int to) {
        int loudest = 0;
        double most = -1;
        for (int half = 0; half < tones.length; half++) {
            double last = 0;
            double before = 0;
            for (int i = from; i < to; i++) {
                double next = window[i] + tones[half] * last - before;
                before = last;
                last = next;
            }
            double power = last * last + before * before - tones[half] * last * before;
            if (power > most) {
                most = power;
                loudest = half;
            }
        }
        return loudest;
    }
}

package dev.charla.speech.bench;

import dev.charla.engine.recognition.Recognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sentences one after the other at 16 kHz, and where they are. */
final class Track {
    private static final int SAMPLES_A_MS = Recognizer.SAMPLE_RATE_HZ / 1_000;

    private final short[] audio;
    private final List<Turn> turns;
    private final double speechRms;

    private Track(short[] audio, List<Turn> turns, double speechRms) {
        this.audio = audio;
        this.turns = turns;
        this.speechRms = speechRms;
    }

    /** Where a sentence is. */
    record Turn(long beginMs, long endMs) {}

    /**
     * With 1.2 to 2.5 s between the sentences.
     *
     * @param pauseMs silence put into the middle of each sentence; 0 for none
     */
    static Track of(List<Spoken> sentences, int pauseMs, long seed) {
        Random random = new Random(seed);
        List<short[]> blocks = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        double sum = 0;
        long spoken = 0;
        int at = add(blocks, new short[Recognizer.SAMPLE_RATE_HZ]);
        for (Spoken sentence : sentences) {
            short[] samples = sentence.audio().samples();
            int begin = at;
            int middle = pauseMs == 0 ? samples.length : quietNear(samples, samples.length / 2);
            at += add(blocks, sentence.audio().slice(0, middle).samples());
            if (middle < samples.length) {
                at += add(blocks, new short[pauseMs * SAMPLES_A_MS]);
                at += add(blocks, sentence.audio().slice(middle, samples.length).samples());
            }
            turns.add(new Turn(begin / SAMPLES_A_MS, at / SAMPLES_A_MS));
            double rms = Noise.rms(samples);
            sum += rms * rms * samples.length;
            spoken += samples.length;
            at += add(blocks, new short[(1_200 + random.nextInt(1_300)) * SAMPLES_A_MS]);
        }
        return new Track(Spoken.joined(blocks), turns, Math.sqrt(sum / Math.max(1, spoken)));
    }

    private static int add(List<short[]> blocks, short[] block) {
        blocks.add(block);
        return block.length;
    }

    /** The quietest 20 ms within 300 ms either way: where a person would breathe. */
    private static int quietNear(short[] samples, int wanted) {
        int best = wanted;
        double least = Double.MAX_VALUE;
        for (int at = wanted - 300 * SAMPLES_A_MS; at < wanted + 300 * SAMPLES_A_MS; at += 160) {
            if (at < 320 || at + 320 > samples.length) {
                continue;
            }
            double energy = 0;
            for (int i = at - 160; i < at + 160; i++) {
                energy += (double) samples[i] * samples[i];
            }
            if (energy < least) {
                least = energy;
                best = at;
            }
        }
        return best;
    }

    short[] audio() {
        return audio;
    }

    List<Turn> turns() {
        return turns;
    }

    double speechRms() {
        return speechRms;
    }
}

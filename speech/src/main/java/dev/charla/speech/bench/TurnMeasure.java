package dev.charla.speech.bench;

import dev.charla.engine.cleaning.InputCleaner;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.endpointing.TurnDetector;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When turns are heard to begin and to end, with the service's usual settings. */
final class TurnMeasure {
    private static final int FRAME = SpeechDetector.FRAME_SAMPLES;
    private static final int SAMPLES_A_MS = SpeechDetector.SAMPLE_RATE_HZ / 1_000;

    /** A turn belongs to a sentence when it begins no earlier than this before it. */
    private static final long EARLY_MS = 200;

    private TurnMeasure() {}

    /** When somebody was heard to begin, and to have ended, in ms of audio. */
    record Heard(long onsetMs, long offsetMs) {}

    /**
     * What came of a track.
     *
     * @param missed sentences without a turn
     * @param cut sentences that were taken for more than one turn
     * @param invented turns without a sentence
     */
    record Figures(
            List<Double> onsetMs,
            List<Double> endMs,
            int sentences,
            int missed,
            int cut,
            int invented) {}

    static Figures figures(SpeechDetector.Factory detectors, Track track, short[] audio) {
        List<Heard> heard = turns(detectors, audio);
        List<Double> onsets = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        int missed = 0;
        int cut = 0;
        int used = 0;
        for (int i = 0; i < track.turns().size(); i++) {
            Track.Turn turn = track.turns().get(i);
            long next =
                    i + 1 < track.turns().size()
                            ? track.turns().get(i + 1).beginMs() - EARLY_MS
                            : Long.MAX_VALUE;
            List<Heard> here =
                    heard.stream()
                            .filter(one -> one.onsetMs() >= turn.beginMs() - EARLY_MS)
                            .filter(one -> one.onsetMs() < Math.min(next, turn.endMs() + 300))
                            .toList();
            used += here.size();
            if (here.isEmpty()) {
                missed++;
                continue;
            }
            cut += here.size() > 1 ? 1 : 0;
            onsets.add((double) here.getFirst().onsetMs() - turn.beginMs());
            ends.add((double) here.getLast().offsetMs() - turn.endMs());
        }
        return new Figures(onsets, ends, track.turns().size(), missed, cut, heard.size() - used);
    }

    /**
     * What is heard where nobody speaks.
     *
     * @param aMinute how often somebody is heard to begin
     * @param percent of the time that somebody is heard to speak
     */
    record Starts(double aMinute, double percent) {}

    static Starts starts(SpeechDetector.Factory detectors, short[] audio) {
        List<Heard> heard = turns(detectors, audio);
        double ms = audio.length / (double) SAMPLES_A_MS;
        long spoken = heard.stream().mapToLong(one -> one.offsetMs() - one.onsetMs()).sum();
        return new Starts(heard.size() * 60_000 / ms, 100 * spoken / ms);
    }

    static List<Heard> turns(SpeechDetector.Factory detectors, short[] audio) {
        List<Heard> heard = new ArrayList<>();
        long onset = -1;
        TurnDetector turns = new TurnDetector(detectors.create(), TurnDetectorOptions.DEFAULT);
        try {
            for (int at = 0; at + FRAME <= audio.length; at += FRAME) {
                TurnDetector.Verdict verdict = turns.accept(audio, at);
                long now = ((long) at + FRAME) / SAMPLES_A_MS;
                if (verdict instanceof TurnDetector.Verdict.Onset) {
                    onset = now;
                } else if (verdict instanceof TurnDetector.Verdict.Offset && onset >= 0) {
                    heard.add(new Heard(onset, now));
                    onset = -1;
                }
            }
        } finally {
            turns.close();
        }
        if (onset >= 0) {
            heard.add(new Heard(onset, audio.length / SAMPLES_A_MS));
        }
        return heard;
    }

    /** A loudspeaker's sound in a small room, some of it, a while later. */
    static short[] echo(short[] played, double gain) {
        int[] afterMs = {40, 47, 61, 83, 120};
        double[] loud = {1, 0.6, 0.45, 0.3, 0.15};
        short[] out = new short[played.length];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < loud.length; tap++) {
                int from = i - afterMs[tap] * SAMPLES_A_MS;
                sum += from < 0 ? 0 : loud[tap] * played[from];
            }
            out[i] = Noise.clamp(gain * sum);
        }
        return out;
    }

    /** As the service hears it with its echo cancellation on. */
    static short[] cancelled(short[] heard, short[] played) {
        List<short[]> blocks = new ArrayList<>();
        new InputCleaner(true, false)
                .process(
                        heard,
                        played,
                        heard.length,
                        (words, turns, length) -> blocks.add(Arrays.copyOf(turns, length)));
        return Spoken.joined(blocks);
    }
}

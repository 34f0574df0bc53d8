package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Measures every pair of rates; the figures are printed. */
class ResamplerQualityTest {
    /** As far as the pass band is promised, as a part of half the lower rate. */
    private static final double PASS_BAND = 0.84;

    /** Of the output at both ends, where the tone's own beginning and end are heard. */
    private static final int EDGE_MS = 30;

    private static final double LOUD_DBFS = -1;

    record Pair(int fromHz, int toHz) {
        double lowerNyquistHz() {
            return Math.min(fromHz, toHz) / 2.0;
        }

        ToneFit fit(double inHz, double outHz) {
            var in = TestSignals.sine(fromHz, inHz, LOUD_DBFS, fromHz / 2);
            var out = Resampler.convert(in, toHz);
            int edge = toHz * EDGE_MS / 1000;
            return ToneFit.of(out, outHz, edge, out.length() - edge);
        }
    }

    record Figures(double sinadDb, double worstSinadDb, double rippleDb, double leakDbfs) {}

    @Test
    void everyPairOfRatesIsCleanAndFlatAndFreeOfImagesAndAliases() {
        var table = new ArrayList<String>();
        var softly = new SoftAssertions();
        for (var pair : pairs()) {
            var figures = measure(pair);
            table.add(row(pair, figures));
            softly.assertThat(figures.sinadDb).as("%s SINAD at 997 Hz", pair).isGreaterThan(88);
            softly.assertThat(figures.worstSinadDb).as("%s SINAD", pair).isGreaterThan(85);
            softly.assertThat(figures.rippleDb).as("%s ripple", pair).isLessThan(0.01);
            softly.assertThat(figures.leakDbfs).as("%s leak", pair).isLessThan(-88);
        }
        print(table);
        softly.assertAll();
    }

    @Test
    void theMiddleOfTheTransitionHasLostHalfTheAmplitude() {
        var pair = new Pair(48_000, 16_000);

        double amplitude = pair.fit(7_360, 7_360).amplitude();

        assertThat(Levels.ofAmplitude(amplitude) - LOUD_DBFS).isBetween(-7.0, -5.0);
    }

    private static List<Pair> pairs() {
        return Resampler.SAMPLE_RATES_HZ.stream()
                .flatMap(from -> Resampler.SAMPLE_RATES_HZ.stream().map(to -> new Pair(from, to)))
                .filter(pair -> pair.fromHz != pair.toHz)
                .toList();
    }

    private static Figures measure(Pair pair) {
        double worst = Double.POSITIVE_INFINITY;
        double ripple = 0;
        for (double part = 0.01; part < PASS_BAND; part += 0.0637) {
            double hz = part * pair.lowerNyquistHz();
            var fit = pair.fit(hz, hz);
            worst = Math.min(worst, fit.sinadDb());
            double gain = Levels.ofAmplitude(fit.amplitude()) - LOUD_DBFS;
            ripple = Math.max(ripple, Math.abs(gain));
        }
        return new Figures(pair.fit(997, 997).sinadDb(), worst, ripple, leak(pair));
    }

    /** Upwards: all that is not the tone, for tones close to the limit. Downwards: all there is. */
    private static double leak(Pair pair) {
        double nyquist = pair.lowerNyquistHz();
        if (pair.toHz > pair.fromHz) {
            return Stream.of(0.87, 0.92, 0.96, 0.99)
                    .mapToDouble(part -> pair.fit(part * nyquist, part * nyquist).restDbfs())
                    .max()
                    .orElseThrow();
        }
        double highest = pair.fromHz / 2.0;
        return Stream.of(0.005, 0.02, 0.1, 0.3, 0.6, 0.95)
                .mapToDouble(part -> nyquist + part * (highest - nyquist))
                .map(hz -> aliasDbfs(pair, hz))
                .max()
                .orElseThrow();
    }

    private static double aliasDbfs(Pair pair, double hz) {
        var in = TestSignals.sine(pair.fromHz, hz, LOUD_DBFS, pair.fromHz / 2);
        var out = Resampler.convert(in, pair.toHz);
        int edge = pair.toHz * EDGE_MS / 1000;
        return out.slice(edge, out.length() - edge).rmsDbfs();
    }

    private static String row(Pair pair, Figures figures) {
        var resampler = new Resampler(pair.fromHz, pair.toHz);
        return String.format(
                Locale.ROOT,
                "%6d %6d %8.1f %11.1f %10.4f %10.1f %9.2f %7.0f",
                pair.fromHz,
                pair.toHz,
                figures.sinadDb,
                figures.worstSinadDb,
                figures.rippleDb,
                figures.leakDbfs,
                resampler.delay().toNanos() / 1e6,
                timesRealTime(resampler, pair.fromHz));
    }

    /** Rough, on whatever else the machine does: 4 s of audio in frames of 20 ms, warmed up. */
    private static double timesRealTime(Resampler resampler, int fromHz) {
        short[] frame = TestSignals.whiteNoise(fromHz, -6, fromHz / 50, 1).samples();
        var out = new short[resampler.maxOutput(frame.length)];
        long begun = 0;
        int frames = 200;
        for (int i = -frames; i < frames; i++) {
            if (i == 0) {
                begun = System.nanoTime();
            }
            resampler.resample(frame, 0, frame.length, out, 0);
        }
        return frames * 0.02 / ((System.nanoTime() - begun) / 1e9);
    }

    private static void print(List<String> rows) {
        System.out.println(
                "Resampler: SINAD in dB for a tone of -1 dBFS at 997 Hz and the worst in");
        System.out.println("the pass band, its ripple in dB, the loudest image or alias in dBFS");
        System.out.println("(no less than rounding to 16 bits leaves), the delay, the speed");
        System.out.println(
                "  from     to   997 Hz  worst SINAD     ripple  image/alias  delay ms  x real time");
        rows.forEach(System.out::println);
    }
}

package dev.charla.audio;

/**
 * What of a signal is one tone and what is not, by least squares.
 *
 * @param amplitude of the tone, in sample units
 * @param restRms root mean square of all else but a constant, in sample units
 */
record ToneFit(double amplitude, double restRms) {
    /** Fits over the part {@code from} to {@code to}. */
    static ToneFit of(Pcm16 audio, double hz, int from, int to) {
        double w = 2 * Math.PI * hz / audio.sampleRateHz();
        var m = new double[3][4];
        for (int i = from; i < to; i++) {
            double[] basis = {Math.sin(w * i), Math.cos(w * i), 1};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    m[r][c] += basis[r] * basis[c];
                }
                m[r][3] += basis[r] * audio.sample(i);
            }
        }
        double[] x = solve(m);
        double rest = 0;
        for (int i = from; i < to; i++) {
            double fitted = x[0] * Math.sin(w * i) + x[1] * Math.cos(w * i) + x[2];
            rest += (audio.sample(i) - fitted) * (audio.sample(i) - fitted);
        }
        return new ToneFit(Math.hypot(x[0], x[1]), Math.sqrt(rest / (to - from)));
    }

    /** Gauss and Jordan; the three functions are far from alike, so without pivoting. */
    private static double[] solve(double[][] m) {
        for (int p = 0; p < 3; p++) {
            for (int r = 0; r < 3; r++) {
                double factor = r == p ? 0 : m[r][p] / m[p][p];
                for (int c = 0; c < 4; c++) {
                    m[r][c] -= factor * m[p][c];
                }
            }
        }
        return new double[] {m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]};
    }

    /** The tone over everything else. */
    double sinadDb() {
        return 20 * Math.log10(amplitude / Math.sqrt(2) / restRms);
    }

    /** Everything else against full scale. */
    double restDbfs() {
        return Levels.ofAmplitude(restRms);
    }
}

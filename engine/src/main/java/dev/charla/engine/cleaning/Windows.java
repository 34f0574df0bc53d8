package dev.charla.engine.cleaning;

/** Windows of the size of a transform. */
final class Windows {
    static final float[] HANN = new float[Fourier.SIZE];

    /** Applied before and after, half overlapped, it gives the signal back. */
    static final float[] ROOT_HANN = new float[Fourier.SIZE];

    static {
        for (int i = 0; i < Fourier.SIZE; i++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / Fourier.SIZE);
            HANN[i] = (float) hann;
            ROOT_HANN[i] = (float) Math.sqrt(hann);
        }
    }

    private Windows() {}
}

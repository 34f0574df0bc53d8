package dev.charla.speech.natives;

/**
 * A recognition model that hears while the audio comes. Shared by its streams, which must all be
 * closed before it; {@link Shared} sees to that.
 */
public interface StreamModel extends AutoCloseable {
    /**
     * Hears from now on.
     *
     * @throws IllegalStateException when the library has no room for another stream
     */
    Stream open();

    /** Frees native memory. Called once. */
    @Override
    void close();

    /** One ear. Confined to one thread. */
    interface Stream extends AutoCloseable {
        /**
         * Hears more.
         *
         * @param samples mono, at 16 kHz, on the scale of 16-bit numbers
         * @return whether a stretch of speech is over: {@link #result} has its words
         */
        boolean accept(float[] samples);

        /** The words of the stretch that is over. */
        String result();

        /** The words so far of the stretch that goes on. */
        String partial();

        /** The words of what was heard last; a new utterance may follow. */
        String finish();

        /** Frees native memory. Called once. */
        @Override
        void close();
    }
}

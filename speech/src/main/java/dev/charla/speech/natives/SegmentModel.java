package dev.charla.speech.natives;

/**
 * A recognition model that hears whole utterances. Shared by its ears, which must all be closed
 * before it; {@link Shared} sees to that.
 */
public interface SegmentModel extends AutoCloseable {
    /** Whether it understands more languages than English. */
    boolean isMultilingual();

    /**
     * Another ear, with working memory of its own.
     *
     * @throws IllegalStateException when the library has no room for it
     */
    Ear open();

    /** Frees native memory. Called once. */
    @Override
    void close();

    /** Hears one utterance at a time. Confined to one thread. */
    interface Ear extends AutoCloseable {
        /**
         * Takes as long as the model needs: some tenths of the audio's length, or seconds.
         *
         * @param samples mono, at 16 kHz, from -1 to 1
         * @param language two or three letters, or {@code auto}
         * @param prompt text before what is heard, which words are likely to be written as in;
         *     empty for none. The model takes some 220 tokens of it
         * @return as the model writes it
         * @throws IllegalStateException when the model failed
         */
        String transcribe(float[] samples, String language, String prompt);

        /** Frees native memory. Called once. */
        @Override
        void close();
    }
}

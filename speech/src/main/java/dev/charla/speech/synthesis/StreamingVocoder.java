package dev.charla.speech.synthesis;

import marytts.htsengine.HMMData;
import marytts.htsengine.HTSParameterGeneration;
import marytts.htsengine.HTSVocoder;

/**
 * The vocoder of the HMM voice, run on the caller's thread. The library runs it on its own thread
 * behind a queue of single samples, and that thread waits forever when nobody reads on. Here every
 * block is passed on where it was computed, and an interrupt ends the work at the next block.
 * Confined to one thread.
 */
final class StreamingVocoder extends HTSVocoder {
    /** Takes the voice's samples, full scale being 32768; not limited to that range. */
    @FunctionalInterface
    interface Output {
        /**
         * Takes the next samples.
         *
         * @param block overwritten afterwards
         */
        void block(double[] block, int length) throws InterruptedException;
    }

    private final int blockSamples;
    private final Output output;

    /**
     * @param blockSamples in each block but the last
     */
    StreamingVocoder(int blockSamples, Output output) {
        this.blockSamples = blockSamples;
        this.output = output;
    }

    /**
     * Makes all samples.
     *
     * @throws InterruptedException from the output, or when the thread was interrupted
     * @throws Exception when the voice fails
     */
    void vocode(HTSParameterGeneration speech, HMMData voice) throws Exception {
        var producer = new Producer(speech, voice);
        try {
            var _ =
                    htsMLSAVocoder(
                            speech.getlf0Pst(),
                            speech.getMcepPst(),
                            speech.getStrPst(),
                            speech.getMagPst(),
                            speech.getVoicedArray(),
                            voice,
                            producer);
            producer.flush();
        } catch (Stopped stopped) {
            throw stopped.reason;
        }
    }

    private final class Producer extends HTSVocoderDataProducer {
        private final double[] block = new double[blockSamples];
        private int filled;

        Producer(HTSParameterGeneration speech, HMMData voice) {
            super(0, speech, voice);
        }

        @Override
        public void putOneDataPoint(double value) {
            block[filled++] = value;
            if (filled == block.length) {
                flush();
            }
        }

        private void flush() {
            try {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                output.block(block, filled);
            } catch (InterruptedException reason) {
                throw new Stopped(reason);
            }
            filled = 0;
        }
    }

    /** Carries an interrupt through library code that declares no checked exception. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final InterruptedException reason;

        Stopped(InterruptedException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}

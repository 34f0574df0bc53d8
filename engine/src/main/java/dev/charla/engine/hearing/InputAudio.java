package dev.charla.engine.hearing;

import dev.charla.audio.AudioEncoding;
import dev.charla.audio.Framer;
import dev.charla.audio.Resampler;
import dev.charla.audio.SampleDecoder;
import dev.charla.engine.cleaning.InputCleaner;
import dev.charla.engine.cleaning.PlayedAudio;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.protocol.json.AudioBytes;
import org.jspecify.annotations.Nullable;

/** Splits audio in any format into frames, filtered if requested. Confined to the loop. */
final class InputAudio {
    private final FrameSplitter.FrameSink sink;
    private final FrameSplitter split;
    private final Framer framer = new Framer(SpeechDetector.FRAME_SAMPLES);
    private final PlayedAudio agent = new PlayedAudio(Synthesizer.SAMPLE_RATE_HZ);
    private Cleaning cleaning = Cleaning.NONE;
    private @Nullable InputCleaner cleaner;
    private SampleDecoder decoder;
    private Resampler resampler;
    private Resampler playedResampler;
    private short[] decoded = new short[0];
    private short[] resampled = new short[0];
    private short[] played = new short[0];

    InputAudio(FrameSplitter.FrameSink sink) {
        this.sink = sink;
        this.split = new FrameSplitter(sink);
        AudioEncoding usual = AudioEncoding.PCM16_24KHZ;
        this.decoder = usual.decoder();
        this.resampler = resampler(usual);
        this.playedResampler = resampler(usual);
    }

    private static Resampler resampler(AudioEncoding encoding) {
        return new Resampler(encoding.sampleRateHz(), SpeechDetector.SAMPLE_RATE_HZ);
    }

    void format(AudioEncoding encoding) {
        decoder = encoding.decoder();
        resampler = resampler(encoding);
        playedResampler = resampler(encoding);
    }

    void clean(Cleaning changed) {
        if (!changed.equals(cleaning)) {
            cleaning = changed;
            cleaner = changed.isAny() ? new InputCleaner(changed.echo(), changed.noise()) : null;
        }
    }

    void agentSays(short[] samples) {
        if (cleaning.needsSent()) {
            agent.sent(samples);
        }
    }

    void agentIsCut() {
        agent.drop();
    }

    /** More audio in the input format. */
    void append(AudioBytes audio) {
        byte[] bytes = audio.toByteArray();
        int count = decoder.samplesFrom(bytes.length);
        if (decoded.length < count) {
            decoded = new short[count];
        }
        int samples = decoder.decode(bytes, 0, bytes.length, decoded, 0);
        if (cleaning.stereo()) {
            samples = separate(samples);
        }
        int most = resampler.maxOutput(samples);
        if (resampled.length < most) {
            resampled = new short[most];
        }
        int made = resampler.resample(decoded, 0, samples, resampled, 0);
        InputCleaner cleans = cleaner;
        if (cleans == null) {
            framer.add(resampled, 0, made, (frame, offset) -> sink.frame(frame, frame, offset));
        } else {
            cleans.process(resampled, reference(samples, made), made, split);
        }
    }

    /** Extracts the microphone's channel into {@code decoded}; returns its number of samples. */
    private int separate(int samples) {
        int pairs = samples / 2;
        if (played.length < pairs) {
            played = new short[pairs];
        }
        for (int i = 0; i < pairs; i++) {
            played[i] = decoded[2 * i + 1];
            decoded[i] = decoded[2 * i];
        }
        return pairs;
    }

    /**
     * The audio played at the same time, as many samples as the input; null when it is not needed.
     */
    private short @Nullable [] reference(int samples, int made) {
        if (!cleaning.echo()) {
            return null;
        }
        short[] reference =
                new short[Math.max(made, cleaning.stereo() ? resampler.maxOutput(samples) : 0)];
        if (cleaning.stereo()) {
            playedResampler.resample(played, 0, samples, reference, 0);
        } else {
            agent.play(reference, made);
        }
        return reference;
    }
}

package dev.charla.speech.vosk;

import dev.charla.speech.natives.StreamModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** A model of Vosk. What its streams tell is the library's JSON. */
public final class VoskStreams implements StreamModel {
    private static final float SAMPLE_RATE_HZ = 16_000;

    private final Model model;

    /**
     * @throws IOException when it is none
     */
    public VoskStreams(Path folder) throws IOException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        model = new Model(folder.toString());
    }

    @Override
    public Stream open() {
        try {
            return new VoskStream(new Recognizer(model, SAMPLE_RATE_HZ));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    private record VoskStream(Recognizer recognizer) implements Stream {
        @Override
        public boolean accept(float[] samples) {
            return recognizer.acceptWaveForm(samples, samples.length);
        }

        @Override
        public String result() {
            return recognizer.getResult();
        }

        @Override
        public String partial() {
            return recognizer.getPartialResult();
        }

        @Override
        public String finish() {
            String last = recognizer.getFinalResult();
            recognizer.reset();
            return last;
        }

        @Override
        public void close() {
            recognizer.close();
        }
    }
}

package dev.charla.speech;

import dev.charla.engine.recognition.Decoder;
import dev.charla.engine.recognition.Expected;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.UtteranceAudio;
import dev.charla.speech.natives.Shared;
import dev.charla.speech.natives.StreamModel;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Hears with Vosk, while the audio comes. Confined to one thread. */
final class VoskDecoder implements Decoder {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** 100 ms. */
    private static final int SAMPLES_A_PARTIAL = Recognizer.SAMPLE_RATE_HZ / 10;

    private final Shared<StreamModel> model;
    private final StreamModel.Stream stream;

    /** Uses the model until it is closed. */
    VoskDecoder(Shared<StreamModel> model) {
        this.model = model;
        StreamModel taken = model.take();
        try {
            stream = taken.open();
        } catch (RuntimeException | Error e) {
            model.giveBack();
            throw e;
        }
    }

    @Override
    public String decode(UtteranceAudio utterance, Expected expected, Consumer<String> partials) {
        StringBuilder words = new StringBuilder();
        int unheard = 0;
        for (double[] chunk = utterance.take(); chunk.length > 0; chunk = utterance.take()) {
            if (stream.accept(floats(chunk))) {
                append(words, text(stream.result(), "text"));
            }
            unheard += chunk.length;
            if (unheard >= SAMPLES_A_PARTIAL) {
                unheard = 0;
                tell(words, text(stream.partial(), "partial"), partials);
            }
        }
        append(words, text(stream.finish(), "text"));
        return words.toString();
    }

    private static void tell(StringBuilder words, String more, Consumer<String> partials) {
        StringBuilder all = new StringBuilder(words);
        append(all, more);
        if (!all.isEmpty()) {
            partials.accept(all.toString());
        }
    }

    private static void append(StringBuilder words, String more) {
        if (!words.isEmpty() && !more.isEmpty()) {
            words.append(' ');
        }
        words.append(more);
    }

    private static String text(String json, String name) {
        return JSON.readTree(json).path(name).asString("").strip();
    }

    private static float[] floats(double[] chunk) {
        float[] samples = new float[chunk.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) chunk[i];
        }
        return samples;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } finally {
            model.giveBack();
        }
    }
}

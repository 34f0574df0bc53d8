package dev.charla.engine.recognition;

import dev.charla.engine.grammar.CompiledGrammar;
import dev.charla.engine.grammar.GrammarDecoder;
import java.util.function.Consumer;

/** Hears the sentences of a grammar. Confined to one thread. */
final class GrammarListening implements Decoder {
    /** 100 ms. */
    private static final int FRAMES_A_PARTIAL = 10;

    private final FeatureStream features = new FeatureStream();
    private final GrammarDecoder search;

    GrammarListening(CompiledGrammar grammar) {
        search = grammar.decoder();
    }

    @Override
    public String decode(UtteranceAudio utterance, Expected expected, Consumer<String> partials) {
        features.begin(new RoomNoise(utterance));
        search.begin();
        int frames = 0;
        for (float[] frame = features.next(); frame != null; frame = features.next()) {
            search.accept(frame);
            if (++frames % FRAMES_A_PARTIAL == 0) {
                String words = search.soFar();
                if (!words.isEmpty()) {
                    partials.accept(words);
                }
            }
        }
        return search.end();
    }
}

package dev.charla.engine.grammar;

import dev.charla.engine.grammar.WordHistory.Part;
import dev.charla.engine.grammar.WordHistory.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hears utterances of a grammar: {@link #begin}, {@link #accept} for each frame, {@link #end}.
 * Confined to one thread.
 *
 * <p>The search always finds the sentence that fits best. It counts only if it fits about as well
 * as any phones would. What is none of the grammar's sentences fits worse, or is taken for many
 * short words, of which some always fit; so words must fit by more the shorter they are. And the
 * clearer the phones are told apart, the worse a voice that the model does not know fits in them,
 * so in clear speech less is asked.
 *
 * <p>The bounds are those that parted sentences of the skills best from others, each by twelve
 * voices of three synthesisers, clean and at 20 dB of noise. Of 252 further foreign ones 10 passed.
 */
public final class GrammarDecoder {
    /**
     * By how much a sentence must fit better than free phones, in natural logarithms for each frame
     * of its words, before what follows is taken into account.
     */
    private static final double LEAST_FIT = 0.7;

    /** What each word must bring, whatever its length. */
    private static final double LEAST_OF_WORD = 20;

    /** By how much less is asked for each unit of contrast: clean it is about 14, at 10 dB 10. */
    private static final double LESS_ASKED_PER_CONTRAST = 0.17;

    private final SenoneScorer scorer;
    private final GrammarSearch search;
    private final PhoneLoop loop;

    GrammarDecoder(AcousticModel model, PhoneGraph graph) {
        scorer = new SenoneScorer(model);
        search = new GrammarSearch(model, graph, SearchOptions.DEFAULT);
        loop = new PhoneLoop(model);
    }

    /** Forgets what was heard before. */
    public void begin() {
        search.begin();
        loop.begin();
    }

    /**
     * Hears 10 ms more.
     *
     * @param feature 39 numbers: 13 cepstra, their change, and the change of that
     */
    public void accept(float[] feature) {
        scorer.use(feature);
        search.accept(scorer);
        loop.accept(scorer);
    }

    /**
     * The words that have ended so far, which may still change; empty when they are not to be
     * trusted.
     */
    public String soFar() {
        return trusted(search.soFar());
    }

    /** The sentence that was said; empty when it was none of the grammar's. */
    public String end() {
        return trusted(search.atEnd());
    }

    private String trusted(Path path) {
        List<Part> words = path.parts().stream().filter(part -> part.word() >= 0).toList();
        int frames = words.stream().mapToInt(part -> part.to() - part.from()).sum();
        if (frames == 0) {
            return "";
        }
        double contrast =
                words.stream().mapToDouble(part -> loop.contrast(part.from(), part.to())).sum();
        double fit =
                path.score()
                        - loop.best(0, loop.frames())
                        - LEAST_OF_WORD * words.size()
                        + LESS_ASKED_PER_CONTRAST * contrast;
        if (fit / frames < LEAST_FIT) {
            return "";
        }
        return words.stream()
                .map(part -> search.word(part.word()))
                .collect(Collectors.joining(" "));
    }
}

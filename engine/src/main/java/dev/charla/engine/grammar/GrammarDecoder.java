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
 * as any phones would: sentences that are none of the grammar's fit several times worse, as a whole
 * or in one of their words. The bounds are those that parted 240 sentences of the skills, clean and
 * at 20 dB of noise, from 80 foreign ones: all of the former passed, and 5 of the latter.
 */
public final class GrammarDecoder {
    /**
     * How much worse than free phones a sentence may fit, in natural logarithms, for each frame of
     * its words.
     */
    private static final float WORST_FRAME = -0.9f;

    /** The same for one word as a whole. */
    private static final float WORST_WORD = -100;

    /**
     * Below this mean contrast the phones are hard to tell apart, so that any sentence fits as well
     * as free phones do, and more is asked of it: at 20 dB of noise it is about 11, clean 15, at 10
     * dB 9.
     */
    private static final float FULL_CONTRAST = 11;

    private static final float MORE_ASKED_PER_CONTRAST = 0.5f;

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
        if (frames == 0 || words.stream().anyMatch(part -> fit(part) < WORST_WORD)) {
            return "";
        }
        double contrast =
                words.stream().mapToDouble(part -> loop.contrast(part.from(), part.to())).sum();
        double asked =
                WORST_FRAME
                        + MORE_ASKED_PER_CONTRAST * Math.max(0, FULL_CONTRAST - contrast / frames);
        if ((path.score() - loop.best(0, loop.frames())) / frames < asked) {
            return "";
        }
        return words.stream()
                .map(part -> search.word(part.word()))
                .collect(Collectors.joining(" "));
    }

    private float fit(Part part) {
        return part.score() - loop.best(part.from(), part.to());
    }
}

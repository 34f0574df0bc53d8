package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.charla.engine.grammar.CompiledGrammar;
import dev.charla.engine.grammar.SpeechGrammar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognisers that hear American English with the acoustic model of Sphinx4: either the sentences
 * of a grammar, refusing all others, or any words, with less certainty. A decoder takes 3 MB of
 * heap for a grammar, which all of them share, and 170 MB for dictation.
 */
public final class SphinxRecognizer {
    private static final List<String> LANGUAGES = List.of("en-US");

    private SphinxRecognizer() {}

    /**
     * Understands the grammar's sentences; whatever else is said gives {@link Hypothesis#NOTHING}.
     * The grammar is compiled when the first decoder is loaded: {@link
     * SpeechGrammar#requirePronunciations} tells beforehand whether it can be.
     *
     * @param limit utterances heard at once, at least 1
     */
    public static PooledRecognizer grammar(SpeechGrammar grammar, int limit) {
        var compiled = new Shared(grammar);
        return new PooledRecognizer(
                limit,
                true,
                "grammar-recognizer",
                LANGUAGES,
                () -> new GrammarListening(compiled.get()));
    }

    /** The one graph of all decoders. */
    private static final class Shared {
        private final SpeechGrammar grammar;

        @GuardedBy("this")
        private @Nullable CompiledGrammar compiled;

        Shared(SpeechGrammar grammar) {
            this.grammar = grammar;
        }

        synchronized CompiledGrammar get() {
            CompiledGrammar made = compiled;
            if (made == null) {
                made = CompiledGrammar.of(grammar);
                compiled = made;
            }
            return made;
        }
    }

    /**
     * Understands any words, none of them for certain.
     *
     * @param limit utterances heard at once, at least 1
     */
    public static PooledRecognizer dictation(int limit) {
        return new PooledRecognizer(
                limit, false, "dictation-recognizer", LANGUAGES, SphinxDecoder::new);
    }
}

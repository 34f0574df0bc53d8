package dev.charla.engine.grammar;

import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.Pronunciation;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has Sphinx4 parse a grammar in the JSpeech Grammar Format. */
final class JsgfReader {
    private static final String NAME = "phrases";

    /** Held, because a level set on a logger that nobody holds is forgotten. */
    private static final Logger PARSER_LOG = Logger.getLogger(JSGFGrammar.class.getName());

    static {
        PARSER_LOG.setLevel(Level.WARNING);
    }

    private JsgfReader() {}

    /**
     * @throws IllegalArgumentException if the text is no such grammar
     * @throws IOException if it cannot be put where the parser finds it
     */
    static WordGraph read(String jsgf) throws IOException {
        // The parser takes files alone.
        Path folder = Files.createTempDirectory("charla-grammar");
        Path file = folder.resolve(NAME + ".gram");
        try {
            Files.writeString(file, jsgf);
            return WordGraph.of(parse(folder.toUri().toURL()));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static GrammarNode parse(URL folder) {
        var grammar = new JSGFGrammar(folder, NAME, false, false, false, false, new Spellings());
        try {
            grammar.allocate();
        } catch (IOException | RuntimeException wrong) {
            throw new IllegalArgumentException(
                    "not a grammar in the JSpeech Grammar Format", wrong);
        }
        return grammar.getInitialNode();
    }

    /** A dictionary without pronunciations: the parser wants words. */
    private static final class Spellings implements Dictionary {
        private static final Word SILENCE = word(Dictionary.SILENCE_SPELLING, true);

        private final Map<String, Word> words = new HashMap<>();

        private static Word word(String text, boolean filler) {
            return new Word(text, new Pronunciation[0], filler);
        }

        @Override
        public Word getWord(String text) {
            return text.equals(SILENCE.getSpelling())
                    ? SILENCE
                    : words.computeIfAbsent(text, spelling -> word(spelling, false));
        }

        @Override
        public Word getSentenceStartWord() {
            return SILENCE;
        }

        @Override
        public Word getSentenceEndWord() {
            return SILENCE;
        }

        @Override
        public Word getSilenceWord() {
            return SILENCE;
        }

        @Override
        public Word[] getFillerWords() {
            return new Word[] {SILENCE};
        }

        @Override
        public void allocate() {}

        @Override
        public void deallocate() {}

        @Override
        public void newProperties(PropertySheet sheet) {}
    }
}

package dev.charla.skills.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import marytts.fst.FSTLookup;

/** The words of American English that MaryTTS knows how to say: some 105,000. */
public final class EnglishLexicon {
    private static final String FILE = "/marytts/language/en_US/lexicon/cmudict.fst";
    private static final FSTLookup WORDS = load();

    private EnglishLexicon() {}

    /**
     * Whether {@code word}, in lower case, is one of them. The first call loads 2 MB; any thread.
     */
    public static boolean has(String word) {
        return WORDS.lookup(word).length > 0;
    }

    private static FSTLookup load() {
        try (InputStream in = EnglishLexicon.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            return new FSTLookup(in, EnglishLexicon.class.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

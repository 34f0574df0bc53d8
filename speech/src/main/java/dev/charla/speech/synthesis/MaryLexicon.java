package dev.charla.speech.synthesis;

import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Words the voice's own lexicon says wrong, in its phone symbols: contractions that it takes for
 * unknown words, the names of letters, and a few names.
 */
final class MaryLexicon {
    private static final Map<String, String> PHONES =
            Map.ofEntries(
                    word("i'd", "' AI d"),
                    word("i'll", "' AI l"),
                    word("i'm", "' AI m"),
                    word("i've", "' AI v"),
                    word("he'll", "' h i l"),
                    word("she's", "' S i z"),
                    word("she'd", "' S i d"),
                    word("she'll", "' S i l"),
                    word("it'll", "' I - t @ l"),
                    word("it'd", "' I - t @ d"),
                    word("we'll", "' w i l"),
                    word("we're", "' w i r"),
                    word("you're", "' j O r"),
                    word("they'd", "' D EI d"),
                    word("they'll", "' D EI l"),
                    word("they're", "' D E r"),
                    word("they've", "' D EI v"),
                    word("that's", "' D { t s"),
                    word("that'll", "' D { - t @ l"),
                    word("there's", "' D E r z"),
                    word("there'll", "' D E - r @ l"),
                    word("what's", "' w V t s"),
                    word("who's", "' h u z"),
                    word("who'd", "' h u d"),
                    word("who'll", "' h u l"),
                    word("isn't", "' I - z @ n t"),
                    word("aren't", "' A r n t"),
                    word("wasn't", "' w V - z @ n t"),
                    word("weren't", "' w r= n t"),
                    word("doesn't", "' d V - z @ n t"),
                    word("didn't", "' d I - d @ n t"),
                    word("couldn't", "' k U - d @ n t"),
                    word("wouldn't", "' w U - d @ n t"),
                    word("shouldn't", "' S U - d @ n t"),
                    word("hasn't", "' h { - z @ n t"),
                    word("haven't", "' h { - v @ n t"),
                    word("hadn't", "' h { - d @ n t"),
                    word("mustn't", "' m V - s @ n t"),
                    word("y'all", "' j O l"),
                    word("hmm", "' h V m"),
                    word("gutenberg", "' g u - t @ n - b r= g"));

    private MaryLexicon() {}

    /** The phones of the word, or null when the voice's lexicon serves. */
    static @Nullable String phones(String word) {
        return word.equals("A") ? "' EI" : PHONES.get(word.toLowerCase(Locale.ROOT));
    }

    private static Entry<String, String> word(String word, String phones) {
        return Map.entry(word, phones);
    }
}

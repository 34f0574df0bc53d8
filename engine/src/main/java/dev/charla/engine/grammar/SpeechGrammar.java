package dev.charla.engine.grammar;

import java.util.Map;
import java.util.Set;

/**
 * What a grammar recogniser understands: nothing else.
 *
 * @param jsgf a grammar in the JSpeech Grammar Format with at least one public rule, words in lower
 *     case
 * @param words every word that stands in it
 * @param pronunciations how to say words that the recogniser's dictionary may lack, in ARPAbet
 *     phones without stress marks: {@code tenochtitlan} → {@code T EH N OW CH T IY T L AA N}. Adds
 *     to what the dictionary knows
 */
public record SpeechGrammar(String jsgf, Set<String> words, Map<String, String> pronunciations) {
    public SpeechGrammar {
        words = Set.copyOf(words);
        pronunciations = Map.copyOf(pronunciations);
    }

    public SpeechGrammar(String jsgf, Set<String> words) {
        this(jsgf, words, Map.of());
    }

    /**
     * Looks every word up, which reads the recogniser's dictionary: some 200 ms.
     *
     * @throws IllegalArgumentException naming every word without a pronunciation, and every
     *     pronunciation that is none
     */
    public void requirePronunciations() {
        var _ = Pronunciations.of(this);
    }
}

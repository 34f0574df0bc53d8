package dev.charla.engine.grammar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Looks words up in the CMU pronouncing dictionary that comes with the recogniser. */
final class Pronunciations {
    private static final String FILE = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";

    /** The phones of the acoustic model. */
    private static final Set<String> PHONES =
            Set.of(
                    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F",
                    "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R",
                    "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH");

    private Pronunciations() {}

    /**
     * The ways to say each of the grammar's words. Reads the whole dictionary, some 100 ms.
     *
     * @throws IllegalArgumentException naming every word without a pronunciation, and every
     *     pronunciation that is none
     */
    static Map<String, List<String>> of(SpeechGrammar grammar) {
        var found = new HashMap<String, List<String>>();
        grammar.pronunciations()
                .forEach((word, phones) ->
                        found.computeIfAbsent(word, _ -> new ArrayList<>()).add(phones));
        read(grammar.words(), found);
        var wrong = new TreeSet<String>();
        grammar.pronunciations()
                .forEach((word, phones) -> {
                    if (!PHONES.containsAll(List.of(phones.split(" ")))) {
                        wrong.add(word);
                    }
                });
        var missing = new TreeSet<>(grammar.words());
        missing.removeAll(found.keySet());
        if (!missing.isEmpty() || !wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "words without a pronunciation: "
                            + missing
                            + "; with an impossible one: "
                            + wrong);
        }
        return found;
    }

    private static void read(Set<String> words, Map<String, List<String>> found) {
        try (InputStream file =
                        Objects.requireNonNull(Pronunciations.class.getResourceAsStream(FILE));
                var lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    int variant = line.indexOf('(');
                    String word =
                            line.substring(0, variant > 0 && variant < space ? variant : space);
                    if (words.contains(word)) {
                        found.computeIfAbsent(word, _ -> new ArrayList<>())
                                .add(line.substring(space + 1).strip());
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

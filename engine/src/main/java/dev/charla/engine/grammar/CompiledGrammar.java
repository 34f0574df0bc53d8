package dev.charla.engine.grammar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A grammar ready to be listened for. Immutable, and shared by any number of decoders. */
public final class CompiledGrammar {
    private final AcousticModel model;
    private final PhoneGraph graph;

    private CompiledGrammar(AcousticModel model, PhoneGraph graph) {
        this.model = model;
        this.graph = graph;
    }

    /**
     * Reads the acoustic model, if this is the first grammar, and makes the graph; about a second.
     *
     * @throws IllegalArgumentException naming every word that has no pronunciation, or if the text
     *     is no grammar
     */
    public static CompiledGrammar of(SpeechGrammar grammar) {
        AcousticModel model = AcousticModel.shared();
        Map<String, List<int[]>> pronunciations =
                Pronunciations.of(grammar).entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        ways -> numbers(model, ways.getValue())));
        try {
            WordGraph words = JsgfReader.read(grammar.jsgf());
            return new CompiledGrammar(
                    model, new PhoneGraphBuilder(model, words, pronunciations).build());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<int[]> numbers(AcousticModel model, List<String> ways) {
        return ways.stream()
                .map(way -> Arrays.stream(way.split(" ")).mapToInt(model::number).toArray())
                .toList();
    }

    /** Something that hears one utterance after the other; some 3 MB. */
    public GrammarDecoder decoder() {
        return new GrammarDecoder(model, graph);
    }
}

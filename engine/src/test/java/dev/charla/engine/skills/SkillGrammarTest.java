package dev.charla.engine.skills;

import static org.assertj.core.api.Assertions.assertThat;

import edu.cmu.sphinx.jsgf.JSGFGrammar;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillGrammarTest {
    private static final String MODEL = "/edu/cmu/sphinx/models/en-us/";
    private static final SkillGrammar GRAMMAR = SkillSet.builtIn().grammar();

    @Test
    void everyWordHasAPronunciation() throws IOException {
        Set<String> dictionary = dictionary();
        Set<String> missing = new TreeSet<>(GRAMMAR.words());

        missing.removeAll(dictionary);
        missing.removeAll(GRAMMAR.pronunciations().keySet());

        assertThat(missing).isEmpty();
    }

    @Test
    void noPronunciationRepeatsTheDictionary() throws IOException {
        Set<String> both = new TreeSet<>(GRAMMAR.pronunciations().keySet());

        both.retainAll(dictionary());

        assertThat(both).isEmpty();
    }

    @Test
    void theGrammarStaysSmallEnoughToSearch() {
        System.out.printf("grammar: %d words%n", GRAMMAR.words().size());

        assertThat(GRAMMAR.words()).hasSizeBetween(500, 1500);
        assertThat(GRAMMAR.words()).allMatch(word -> word.matches("[a-z']+"));
    }

    @Test
    void sphinxCompilesTheGrammar(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("skills.gram"), GRAMMAR.jsgf());
        List<String> added = new ArrayList<>();
        for (var entry : GRAMMAR.pronunciations().entrySet()) {
            Path file =
                    Files.writeString(
                            folder.resolve(entry.getKey() + ".dict"),
                            entry.getKey() + " " + entry.getValue() + "\n");
            added.add(file.toUri().toURL().toString());
        }
        var dictionary =
                new TextDictionary(
                        resource("cmudict-en-us.dict"),
                        resource("en-us/noisedict"),
                        added.stream().map(SkillGrammarTest::url).toList(),
                        null,
                        new UnitManager());
        var grammar =
                new JSGFGrammar(
                        folder.toUri().toURL(), "skills", false, true, false, false, dictionary);

        grammar.allocate();

        Set<GrammarNode> nodes = grammar.getGrammarNodes();
        System.out.printf(
                "grammar: %d nodes, %d of them words%n",
                nodes.size(), nodes.stream().filter(node -> !node.isEmpty()).count());
        assertThat(nodes).hasSizeLessThan(20_000);
    }

    @Test
    void bothFormsOfAContractionAreHeard() {
        assertThat(GRAMMAR.words()).contains("what's", "i'm", "who's", "don't", "what", "is");
        assertThat(GRAMMAR.jsgf()).contains("(what is | what's)").startsWith("#JSGF V1.0;");
    }

    private static URL url(String text) {
        try {
            return java.net.URI.create(text).toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(SkillGrammarTest.class.getResource(MODEL + name));
    }

    private static Set<String> dictionary() throws IOException {
        InputStream in =
                Objects.requireNonNull(
                        SkillGrammarTest.class.getResourceAsStream(MODEL + "cmudict-en-us.dict"));
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .collect(Collectors.toSet());
        }
    }
}

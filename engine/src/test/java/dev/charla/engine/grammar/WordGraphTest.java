package dev.charla.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.skills.SkillSet;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordGraphTest {
    @Test
    void holdsTheSentencesOfTheGrammarAndNoOthers() throws IOException {
        WordGraph graph =
                graph("public <a> = [please] (set | stop) <b> [now]; <b> = the timer | it;");

        assertThat(sentences(graph, 6))
                .hasSize(16)
                .contains("set it", "please stop the timer now", "stop the timer")
                .doesNotContain("please", "set", "set the", "stop now");
    }

    @Test
    void whatIsSaidTwiceInTheTextIsThereOnce() throws IOException {
        WordGraph graph =
                graph("public <a> = buy <n> apples | sell <n> apples; <n> = one | two | three;");

        // Before the verb, before the number, before the noun, at the end.
        assertThat(graph.states()).hasSize(4);
        assertThat(graph.arcs()).isEqualTo(2 + 3 + 1);
    }

    @Test
    void statesThatDifferLaterStayApart() throws IOException {
        WordGraph graph = graph("public <a> = (one | two) apple | (three | four) apples;");

        assertThat(sentences(graph, 3))
                .containsExactlyInAnyOrder("one apple", "two apple", "three apples", "four apples");
        assertThat(graph.states()).hasSize(4);
    }

    @Test
    void aLoopStaysALoop() throws IOException {
        WordGraph graph = graph("public <a> = count (one | two)+ ;");

        assertThat(graph.states()).hasSize(3);
        assertThat(sentences(graph, 3)).hasSize(2 + 4).contains("count two one");
    }

    @Test
    void theSkillsGrammarBecomesSmall() throws IOException {
        WordGraph graph = JsgfReader.read(SkillSet.builtIn().grammar().jsgf());

        System.out.printf(
                "skills: %d states, %d words between them%n", graph.states().size(), graph.arcs());
        assertThat(graph.states()).hasSizeLessThan(3_000);
        assertThat(new HashSet<>(graph.states())).hasSameSizeAs(graph.states());
    }

    @Test
    void whatIsNoGrammarIsRefused() {
        assertThatThrownBy(() -> graph("public <a> = one (two;"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSpeech Grammar Format");
    }

    static WordGraph graph(String rules) throws IOException {
        return JsgfReader.read("#JSGF V1.0;\ngrammar phrases;\n" + rules + "\n");
    }

    static Set<String> sentences(WordGraph graph, int mostWords) {
        Set<String> found = new TreeSet<>();
        collect(graph, 0, "", mostWords, found);
        return found;
    }

    private static void collect(
            WordGraph graph, int state, String words, int left, Set<String> found) {
        if (graph.states().get(state).end()) {
            found.add(words.strip());
        }
        if (left > 0) {
            graph.states()
                    .get(state)
                    .arcs()
                    .forEach((word, next) ->
                            collect(graph, next, words + " " + word, left - 1, found));
        }
    }
}

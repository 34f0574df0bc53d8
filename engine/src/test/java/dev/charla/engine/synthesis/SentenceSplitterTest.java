package dev.charla.engine.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
    private static final String STORY =
            "Dr. Smith paid 3.50 dollars. Did J. R. Hill, e.g. at 5 p.m., see it? Yes! He said: well..."
                    + " maybe not. It was 1492, the year in which Columbus sailed across the wide ocean"
                    + " with three ships, and nobody on board, neither the captain nor the crew, knew"
                    + " how far away the other side would turn out to be.\n\n1. First point\n2. Second one";

    @Test
    void aSentenceComesAsSoonAsItsEndIsCertain() {
        var splitter = new SentenceSplitter();

        assertThat(splitter.add("Hello there.")).isEmpty();
        assertThat(splitter.add(" ")).containsExactly("Hello there.");
        assertThat(splitter.add("How are you? I")).containsExactly("How are you?");
        assertThat(splitter.finish()).containsExactly("I");
        assertThat(splitter.finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ask Dr. Miller about it.",
                "It costs 3.14 or so.",
                "J. Smith was here.",
                "Fruit, e.g. apples, is good.",
                "Well... maybe.",
                "We met at 5 p.m. on Monday.",
                "Answer no. 5 is right.",
                "See example.org for more.",
                "1. Do this.",
            })
    void dotsThatEndNothingDoNotCut(String sentence) {
        assertThat(split(sentence, 1)).containsExactly(sentence);
    }

    @Test
    void aCapitalAfterAnAmbiguousDotBeginsASentence() {
        assertThat(split("Wait... Now I know. I live in the U.S. It is big, etc. That is all.", 3))
                .containsExactly(
                        "Wait...",
                        "Now I know.",
                        "I live in the U.S.",
                        "It is big, etc.",
                        "That is all.");
    }

    @Test
    void quotesAndBracketsStayWithTheirSentence() {
        assertThat(split("He said \"Stop!\" (She did.) Then they left.", 1))
                .containsExactly("He said \"Stop!\"", "(She did.)", "Then they left.");
    }

    @Test
    void linesAreSentences() {
        assertThat(split("Two things:\n- bread\n- butter", 2))
                .containsExactly("Two things:", "- bread", "- butter");
    }

    @Test
    void aLongSentenceIsCutAtAComma() {
        List<String> parts = split(STORY, 7);

        assertThat(parts)
                .allSatisfy(part ->
                        assertThat(part.split(" +").length)
                                .isLessThanOrEqualTo(SentenceSplitter.LONG_WORDS + 1));
        assertThat(parts).anyMatch(part -> part.endsWith("on board,"));
    }

    @Test
    void anEndlessSentenceIsCutAnyway() {
        assertThat(split("word ".repeat(100), 5))
                .allSatisfy(part -> assertThat(part.split(" +")).hasSizeLessThanOrEqualTo(40))
                .hasSize(3);
        assertThat(split("x".repeat(1200), 50))
                .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(500));
    }

    @Test
    void theCutsDoNotDependOnTheDeltasAndNothingIsLost() {
        List<String> whole = split(STORY, STORY.length());
        var random = new Random(7);

        for (int run = 0; run < 50; run++) {
            assertThat(split(STORY, 1 + random.nextInt(20))).isEqualTo(whole);
        }
        assertThat(String.join(" ", whole)).isEqualTo(STORY.replaceAll("\\s+", " "));
    }

    private static List<String> split(String text, int deltaLength) {
        var splitter = new SentenceSplitter();
        var sentences = new ArrayList<String>();
        for (int i = 0; i < text.length(); i += deltaLength) {
            sentences.addAll(
                    splitter.add(text.substring(i, Math.min(text.length(), i + deltaLength))));
        }
        sentences.addAll(splitter.finish());
        return sentences;
    }
}

package dev.charla.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PronunciationsTest {
    private static final String RULES =
            "#JSGF V1.0;\ngrammar test;\npublic <a> = hello tenochtitlan | xyzzyx;\n";
    private static final Set<String> WORDS = Set.of("hello", "tenochtitlan", "xyzzyx");

    @Test
    void everyWordWithoutAPronunciationIsNamed() {
        assertThatThrownBy(() -> CompiledGrammar.of(new SpeechGrammar(RULES, WORDS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenochtitlan, xyzzyx");
    }

    @Test
    void aPronunciationInNoPhonesIsNamed() {
        assertThatThrownBy(() ->
                        Pronunciations.of(new SpeechGrammar(RULES, WORDS, Map.of("xyzzyx", "Q Q"))))
                .hasMessageContaining("impossible one: [xyzzyx]");
    }

    @Test
    void onesOwnPronunciationsAddToTheDictionary() {
        Map<String, String> own =
                Map.of(
                        "tenochtitlan", "T EH N OW CH T IY T L AA N",
                        "xyzzyx", "Z IH Z IY IH K S",
                        "hello", "HH EH L");

        Map<String, List<String>> all = Pronunciations.of(new SpeechGrammar(RULES, WORDS, own));

        assertThat(all.get("hello")).contains("HH EH L", "HH AH L OW");
        assertThat(all.get("xyzzyx")).containsExactly("Z IH Z IY IH K S");
    }
}

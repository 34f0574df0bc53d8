package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.set.SkillSet.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GibberishTest {
    private static final SkillSet SKILLS = SkillFiles.builtIn();

    @Test
    void randomWordsOfTheSkillsAreAlmostNeverTakenForAQuestion() {
        var random = new Random(7);
        List<String> words = wordsOfPhrases();
        List<String> taken = new ArrayList<>();
        int rounds = 800;
        try (var rig = new SkillRig(1)) {
            for (int round = 0; round < rounds; round++) {
                String said =
                        random.ints(random.nextInt(3, 9), 0, words.size())
                                .mapToObj(words::get)
                                .collect(Collectors.joining(" "));
                assertThat(rig.says(said)).isNotBlank();
                if (SKILLS.match(said, Strictness.FORGIVING).isPresent()) {
                    taken.add(said);
                }
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void noTextMakesTheAgentThrow() {
        var random = new Random(8);
        String symbols =
                "abc xyz 0123456789 .,;:!?+-*/^%()[]{}|<>\"'\u00e9\u00b2\u4e2d\u0130\n\t\ud83d\ude00 plus times ten of";
        try (var rig = new SkillRig(1)) {
            for (int round = 0; round < 600; round++) {
                String said =
                        random.ints(random.nextInt(0, 60), 0, symbols.length())
                                .mapToObj(i -> symbols.substring(i, i + 1))
                                .collect(Collectors.joining());

                assertThat(rig.says(said)).isNotBlank();
                assertThat(rig.mumbles(said)).isNotBlank();
            }
            assertThat(rig.says("9".repeat(5000) + "*" + "(".repeat(5000))).isNotBlank();
            assertThat(rig.says("ten plus ".repeat(3000))).isNotBlank();
            assertThat(rig.says("please ".repeat(3000))).isNotBlank();
        }
    }

    @Test
    void scrambledQuestionsAreNotAnswered() {
        var random = new Random(9);
        var expansion = new Expansion(9);
        List<String> wrong = new ArrayList<>();
        for (Skill skill : SKILLS.skills()) {
            for (Intent intent : skill.intents()) {
                for (Phrase phrase : intent.phrases()) {
                    List<String> words = new ArrayList<>(List.of(expansion.of(phrase).split(" ")));
                    words.add(random.nextInt(words.size() + 1), "banana");
                    String said = String.join(" ", words);
                    SKILLS.match(said, Strictness.EXACT)
                            .filter(match -> !takesAnyWord(match))
                            .ifPresent(match -> wrong.add(said + " is " + match.intent().id()));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<String> wordsOfPhrases() {
        var expansion = new Expansion(7);
        return SKILLS.skills().stream()
                .flatMap(skill -> skill.intents().stream())
                .flatMap(intent -> intent.phrases().stream())
                .flatMap(phrase -> Stream.of(expansion.of(phrase).split(" ")))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean takesAnyWord(Match match) {
        return match.slots().values().stream()
                .anyMatch(value -> value.toString().contains("banana"));
    }
}

package dev.charla.skills.set;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.Expansion;
import dev.charla.skills.SkillFiles;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Topic;
import dev.charla.skills.set.SkillSet.Strictness;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SkillSetTest {
    private static final SkillSet SKILLS = SkillFiles.builtIn();
    private static final int WAYS_PER_PHRASE = 12;

    @Test
    void everyPhraseMeansItsOwnIntentAndNoOther() {
        var strangers = new TreeSet<String>();
        var expansion = new Expansion(1);
        for (Skill skill : SKILLS.skills()) {
            for (Intent intent : skill.intents()) {
                Stream.concat(intent.phrases().stream(), intent.typed().stream())
                        .forEach(phrase -> {
                            for (int i = 0; i < WAYS_PER_PHRASE; i++) {
                                check(intent, expansion.of(phrase), strangers);
                            }
                        });
            }
        }

        assertThat(strangers).isEmpty();
    }

    private static void check(Intent intent, String said, Set<String> strangers) {
        List<Match> all = SKILLS.matches(new Heard(Tokens.of(said), false), Strictness.EXACT);
        int best = all.stream().mapToInt(Match::score).max().orElse(0);
        all.stream()
                .filter(match -> match.score() == best)
                .filter(match -> !means(match, intent))
                .forEach(match ->
                        strangers.add(intent.id() + ": '" + said + "' is " + match.intent().id()));
        if (all.isEmpty()) {
            strangers.add(intent.id() + ": '" + said + "' is not understood");
        }
    }

    private static boolean means(Match match, Intent intent) {
        // A bare name answers the quiz while a question is open, and asks about it otherwise.
        boolean bareName =
                Set.of("quiz.answer", "history.about")
                        .containsAll(List.of(match.intent().id(), intent.id()));
        if (bareName && !match.intent().id().equals(intent.id())) {
            return true;
        }
        return match.intent().id().equals(intent.id())
                && match.slots().entrySet().containsAll(intent.fixed().entrySet());
    }

    @Test
    void everySuggestionIsUnderstood() {
        assertThat(SKILLS.suggestions()).hasSizeGreaterThan(15);
        assertThat(SKILLS.suggestions())
                .allSatisfy(suggestion -> {
                    Optional<Match> match = SKILLS.match(suggestion.text(), Strictness.EXACT);
                    assertThat(match).isPresent();
                    assertThat(match.orElseThrow().skill().id()).isEqualTo(suggestion.skill());
                });
    }

    @Test
    void fortyTopicsOfHistoryCanBeAskedAboutByName() {
        assertThat(SKILLS.topics()).hasSizeGreaterThanOrEqualTo(40);
        for (Topic topic : SKILLS.topics().values()) {
            for (String name : topic.names()) {
                Match match =
                        SKILLS.match("tell me about " + name, Strictness.GUESSED).orElseThrow();

                assertThat(match.slots()).containsEntry("topic", topic.id());
            }
        }
    }

    @Test
    void matchingAQuestionTakesLittleTime() {
        long start = System.nanoTime();
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            assertThat(
                            SKILLS.match(
                                    "please tell me what time it might be on the mooon " + i,
                                    Strictness.FORGIVING))
                    .isEmpty();
        }
        double ms = (System.nanoTime() - start) / 1e6 / rounds;

        System.out.printf("a miss with typing errors looked for: %.2f ms%n", ms);
        assertThat(ms).isLessThan(500);
    }

    @Test
    void typingErrorsAreOverlooked() {
        for (String typed :
                List.of(
                        "who was the first emporer of rome",
                        "tell me abuot napolean",
                        "What can you do??",
                        "tell me about ghengis khan",
                        "when did the berlni wall fall",
                        "whats the tiem",
                        "convert 5 kilometrs to miles")) {
            assertThat(SKILLS.match(typed, Strictness.FORGIVING)).as(typed).isPresent();
        }
    }

    @Test
    void anotherWordIsNoTypingError() {
        for (String typed :
                List.of(
                        "who was the first emperor of home",
                        "who was the first emperor of japan",
                        "tell me about the berlin ball",
                        "what is the dime",
                        "who was the third president of the united states")) {
            assertThat(SKILLS.match(typed, Strictness.FORGIVING)).as(typed).isEmpty();
        }
    }
}

package dev.charla.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.reply.ReplyRequest.Line;
import dev.charla.engine.reply.ReplyRequest.Party;
import dev.charla.skills.phrase.Intent;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.Topic;
import dev.charla.skills.set.Skill;
import dev.charla.skills.set.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of a conversation: what the caller says, an arrow, what the answer holds. */
class SkillConversationTest {
    private static void holds(String conversation) {
        for (long seed = 0; seed < 5; seed++) {
            try (var rig = new SkillRig(seed)) {
                for (String line : conversation.lines().toList()) {
                    int arrow = line.indexOf("->");
                    String said = line.substring(0, arrow).strip();
                    String answer = rig.says(said);
                    for (String part : line.substring(arrow + 2).split("&")) {
                        assertThat(answer).as("'%s', seed %d", said, seed).contains(part.strip());
                    }
                }
            }
        }
    }

    @Test
    void firstMinute() {
        holds(
                """
                Hello! -> Good afternoon & offline demo
                How are you? -> ?
                yes please -> I can
                tell me more -> can
                My name is ana -> Ana
                What's my name? -> Ana
                no, my name is José -> José
                who am i -> José
                What time is it? -> 2:05 PM
                thanks! -> .
                Goodbye -> José
                """);
    }

    @Test
    void theAgentIsHonestAboutItself() {
        holds(
                """
                who are you -> rule-based offline demo
                are you a real person -> program
                do you speak spanish -> English
                what's the weather like today -> offline
                """);
    }

    @Test
    void historyIsFollowedUp() {
        holds(
                """
                who was the first emperor of rome -> Augustus
                when was that? -> 27 BC
                and who came after him? -> Tiberius
                where did he live -> Capri
                who came before him -> Augustus
                why -> civil wars
                tell me more -> Actium
                when did the Berlin wall fall? -> November, 1989
                why was it built -> leaving
                how long did it last -> twenty eight years
                what year did the titanic sink -> 1912
                who was cleopatra -> last queen
                when did she die -> 30 BC
                when was Napoleon born? -> 1769
                tell me about ww2 -> Second World War
                tell me about the inca empire -> Pizarro
                who was that -> Pizarro
                where -> Andes
                who was the first man on the moon -> Neil Armstrong
                and when did it happen? -> 1969
                """);
    }

    @Test
    void historyAdmitsWhatItDoesNotKnow() {
        holds(
                """
                and who came after him -> history
                tell me about nero -> great fire
                who came next -> nothing noted
                how long did it last -> nero
                """);
    }

    @Test
    void sumsGoOn() {
        holds(
                """
                what is twelve times seven -> 84
                and plus ten -> 94
                times two -> 188
                half of that -> 94
                divided by zero -> zero
                12*7 -> 84
                what's 15% of 80? -> 12
                the square root of 144 -> 12
                what is 10 / 4 -> 2.5
                2^10 -> 1024
                (3+4)*2 -> 14
                what is one third -> without a language model
                ten divided by three -> about 3.333
                five minus nine -> minus 4
                1/3*3 -> 1
                the square root of minus 4 -> negative number
                """);
    }

    @Test
    void unitsAreConverted() {
        holds(
                """
                ten miles in kilometers -> 16.09344 kilometers
                and in meters -> 16,093.44 meters
                how many feet are in a mile -> 5280 feet
                convert 20 degrees celsius to fahrenheit -> 68 degrees fahrenheit
                what is minus forty degrees fahrenheit in celsius -> minus 40 degrees celsius
                5 kg to lb -> 11.023 pounds
                100 km/h in mph -> 62.137 miles per hour
                ten miles in kilograms -> not measure the same
                how many seconds in an hour -> 3600 seconds
                """);
    }

    @Test
    void datesAreCounted() {
        holds(
                """
                what's the date? -> Wednesday, November 25, 2026
                what day is tomorrow -> Thursday, November 26
                how many days until christmas -> 30 days
                how many days until november 25th -> today
                how many days until friday -> 2 days
                what day is july the fourth -> Sunday, July 4, 2027
                what year is it -> 2026
                """);
    }

    @Test
    void theRestOfTheSkillsAnswer() {
        holds(
                """
                spell necessary -> N, E, C, E, S, S, A, R, Y
                how do you spell Quetzalcoatl? -> Q, U, E, T, Z
                count to five -> 1, 2, 3, 4, 5
                count backwards from three -> 3, 2, 1
                flip a coin -> .
                pick a number between 5 and 5 -> 5
                tell me a joke -> ?
                yes -> ?
                another one -> ?
                no thanks -> .
                hello charla, what time is it -> 2:05
                Hi, I'm María -> María
                I'm Ana. What time is it? -> Ana & 2:05
                """);
    }

    @Test
    void anAnswerIsRepeatedAlsoAfterAskingForAnotherManner() {
        try (var rig = new SkillRig(3)) {
            String answer = rig.says("who was the first emperor of rome");
            rig.says("slower please");
            rig.says("louder");

            assertThat(rig.says("say that again")).isEqualTo(answer);
            assertThat(rig.manners).containsExactly("0.83 1.00", "0.83 1.50");
        }
    }

    @Test
    void theMannerHasLimitsAndGoesBackToNormal() {
        try (var rig = new SkillRig(3)) {
            for (int i = 0; i < 10; i++) {
                rig.says("faster");
            }
            rig.says("normal speed");

            assertThat(rig.manners).contains("1.60 1.00").endsWith("1.00 1.00");
        }
    }

    @Test
    void aMissSaysWhatWasHeardOnceAndLessEachTime() {
        try (var rig = new SkillRig(1)) {
            String first = rig.says("recommend a good restaurant in Lisbon");
            String second = rig.says("write me a poem about rain");
            String third = rig.says("lock the front door");

            assertThat(first)
                    .contains("recommend a good restaurant in Lisbon")
                    .contains(SkillRig.MISS);
            assertThat(second).doesNotContain("poem").hasSizeLessThan(first.length());
            assertThat(third).hasSizeLessThan(second.length());
            assertThat(first + second + third).doesNotContain("CHARLA_");
        }
    }

    @Test
    void aGuessIsAnsweredWhenEveryWordFitsAndIsNeverSaidBack() {
        try (var rig = new SkillRig(1)) {
            assertThat(rig.mumbles("what time is it")).contains("2:05").doesNotContain("\"");
            assertThat(rig.mumbles("what thyme is it")).doesNotContain("thyme");
            assertThat(rig.mumbles("you fox drop the bucket")).doesNotContain("fox");
            assertThat(rig.mumbles("")).doesNotContain("{");
        }
    }

    @Test
    void aGuessThatWouldDoSomethingIsAskedBackFirst() {
        try (var rig = new SkillRig(1)) {
            assertThat(rig.mumbles("set a timer for ten minutes"))
                    .isEqualTo("Do you want to set a timer?");
            assertThat(rig.timers.waiting()).isZero();

            assertThat(rig.says("yes")).contains("10 minutes");
            assertThat(rig.timers.waiting()).isEqualTo(1);
        }
    }

    @Test
    void aProposalIsDroppedWithNoAndWithAnythingElse() {
        try (var rig = new SkillRig(1)) {
            rig.mumbles("set a timer for ten minutes");
            rig.says("no");
            rig.mumbles("set a timer for ten minutes");
            rig.says("what time is it");
            rig.says("yes");

            assertThat(rig.timers.waiting()).isZero();
        }
    }

    @Test
    void aCorrectionTakesThePlaceOfWhatWasAsked() {
        holds(
                """
                set a timer for ten minutes -> 10 minutes
                no, I meant twenty -> 20 minutes
                how much time is left -> 20 minutes
                no, make it half an hour -> 30 minutes
                what is six times nine -> 54
                sorry, I meant eight -> 48
                no, I said what time is it -> 2:05
                """);
        try (var rig = new SkillRig(1)) {
            rig.says("set a timer for two minutes. No, I meant three minutes.");

            assertThat(rig.timers.waiting()).isEqualTo(1);
            assertThat(rig.says("how much time is left")).contains("3 minutes");
        }
    }

    @Test
    void aFollowUpChangesTheLastRequest() {
        holds(
                """
                ten miles in kilometers -> 16.09
                and fifty miles? -> 80.4672
                and in feet -> 264,000
                how many days until Christmas -> 30
                what about Halloween? -> 340
                what day is tomorrow -> November 26
                and yesterday -> November 24
                """);
    }

    @Test
    void twoRequestsInOneBreathAreBothAnswered() {
        holds(
                """
                What time is it, and what is nine times eight? -> 2:05 & 72
                flip a coin and then tell me a joke -> ?
                my name is Ana and what is my name -> Ana
                """);
    }

    @Test
    void aNumberThatMayBeTheWordForIsAskedAbout() {
        try (var rig = new SkillRig(1)) {
            assertThat(rig.says("Set a timer 410 minutes"))
                    .contains("10 minutes")
                    .contains("6 hours and 50 minutes")
                    .endsWith("?");
            assertThat(rig.timers.waiting()).isZero();

            assertThat(rig.says("ten minutes")).contains("10 minutes");
            assertThat(rig.timers.waiting()).isEqualTo(1);
            assertThat(rig.says("set a 45 minute timer")).contains("45 minutes");
        }
    }

    @Test
    void aConversationIsCarriedOnFromItsHistory() {
        try (var rig = new SkillRig(1)) {
            rig.resumed(
                    new Line(Party.CALLER, "my name is Lucía"),
                    new Line(Party.AGENT, "Hello, Lucía."),
                    new Line(Party.CALLER, "who was the first emperor of rome"),
                    new Line(Party.AGENT, "The first emperor of Rome was Augustus."));

            assertThat(rig.says("say that again"))
                    .isEqualTo("The first emperor of Rome was Augustus.");
            assertThat(rig.says("and who came after him")).contains("Tiberius");
            assertThat(rig.says("what is my name")).contains("Lucía");
        }
    }

    @Test
    void theAgentSpeaksFirstWhenAskedTo() {
        try (var rig = new SkillRig(1)) {
            assertThat(rig.opens()).startsWith("Good afternoon").contains("offline demo");
        }
    }

    @Test
    void noWordingIsUsedTwiceInARow() {
        for (String line : List.of("thank you", "what time is it", "tell me a joke", "hello")) {
            try (var rig = new SkillRig(4)) {
                String before = "";
                Set<String> all = new HashSet<>();
                for (int i = 0; i < 12; i++) {
                    String answer = rig.says(line);
                    assertThat(answer).isNotEqualTo(before);
                    all.add(answer);
                    before = answer;
                }
                assertThat(all).hasSizeGreaterThan(2);
            }
        }
    }

    @Test
    void theQuizAsksAndJudges() {
        try (var rig = new SkillRig(1)) {
            for (int round = 0; round < 40; round++) {
                String question = rig.says("ask me a question");
                Topic asked =
                        SkillFiles.builtIn().topics().values().stream()
                                .filter(topic ->
                                        topic.quiz()
                                                .filter(q -> question.contains(q.question()))
                                                .isPresent())
                                .findFirst()
                                .orElseThrow();
                String told = asked.quiz().orElseThrow().told();

                String verdict = rig.says(round % 2 == 0 ? "I think it was " + told : "Tutu");

                assertThat(verdict).contains(told);
                assertThat(verdict.startsWith("Not quite") || verdict.startsWith("No,"))
                        .as(verdict)
                        .isEqualTo(round % 2 == 1);
            }
        }
    }

    @Test
    void theQuizCanBeLeftForAnotherQuestion() {
        try (var rig = new SkillRig(1)) {
            rig.says("quiz me");

            assertThat(rig.says("what time is it")).contains("2:05");
            assertThat(rig.says("i give up")).contains("?");
            assertThat(rig.says("i give up")).contains("ask me a question");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void everySuggestionGetsAnAnswer(long seed) {
        for (Suggestion suggestion : SkillFiles.builtIn().suggestions()) {
            try (var rig = new SkillRig(seed)) {
                assertThat(rig.says(suggestion.text()))
                        .doesNotContain(SkillRig.MISS + ", so I can't")
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void everyIntentAnswersWithoutContext() {
        var expansion = new Expansion(2);
        for (Skill skill : SkillFiles.builtIn().skills()) {
            for (Intent intent : skill.intents()) {
                for (Phrase phrase : intent.phrases()) {
                    try (var rig = new SkillRig(7)) {
                        String said = expansion.of(phrase);

                        assertThat(rig.says(said))
                                .as(said)
                                .isNotBlank()
                                .doesNotContain("I heard \"")
                                .doesNotContainPattern("\\{[a-z]+}");
                    }
                }
            }
        }
    }
}

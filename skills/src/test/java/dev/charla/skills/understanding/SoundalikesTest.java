package dev.charla.skills.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.SkillFiles;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.SkillSet;
import dev.charla.skills.understanding.Meanings.Guess;
import dev.charla.skills.understanding.Meanings.Sureness;
import dev.charla.skills.words.Sound;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundalikesTest {
    private static final SkillSet SKILLS = SkillFiles.builtIn();
    private static final Soundalikes SOUNDALIKES = new Soundalikes(SKILLS);

    @ParameterizedTest
    @CsvSource({
        "said a time before one minute,timer.set",
        "Santa; time or for one minute,timer.set",
        "started time before thirty seconds,timer.set",
        "can use peaks panish,about.languages",
        "please some music,about.music",
        "what's the winner like today,about.weather",
        "how are you doing to date,smalltalk.how-are-you"
    })
    void whatSoundsLikeASentenceOfTheSkillsMeansIt(String heard, String intent) {
        assertThat(guess(heard).sureness()).isEqualTo(Sureness.SURE);
        assertThat(match(heard).intent().id()).isEqualTo(intent);
    }

    @Test
    void valuesAreReadAsTheyWereHeard() {
        assertThat(match("said a time before twenty five minutes").slots().values())
                .contains(Duration.ofMinutes(25));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I waited for ten minutes",
                "the bus leaves in five minutes",
                "it took me two hours to get there",
                "he came home after two hours",
                "who wrote Don Quixote",
                "the weather in London is terrible",
                "where did I park the car yesterday evening",
                "please order me a large pizza with mushrooms",
                "do not set a time for one minute",
                "for ten minutes",
                "to re-record it",
                "N B S",
                "set"
            })
    void whatSoundsOtherwiseMeansNothing(String heard) {
        assertThat(guess(heard)).isEqualTo(Guess.NOTHING);
    }

    @Test
    void confusedConsonantsAndBoundariesOfWordsAreTheSameSound() {
        assertThat(Sound.of("can use peaks panish")).isEqualTo(Sound.of("can you speak spanish"));
        assertThat(Sound.of("bad fish")).isEqualTo(Sound.of("pat vish"));
        assertThat(Sound.of("write to me")).isEqualTo(Sound.of("right to me"));
        assertThat(Sound.of("1")).isEqualTo(Sound.of("one"));
        assertThat(Sound.of("?")).isEmpty();
        assertThat(Sound.of("made me re read")).isEqualTo("matmararat");
    }

    @Test
    void aVowelCountsHalfOfAConsonant() {
        assertThat(Sound.distance("tata", "tata")).isZero();
        assertThat(Sound.distance("tata", "tat")).isEqualTo(1);
        assertThat(Sound.distance("tata", "taka")).isEqualTo(2);
        assertThat(Sound.distance("", "tat")).isEqualTo(5);
        assertThat(Sound.distance("tat", "")).isEqualTo(5);
        assertThat(Sound.consonants("tatak")).isEqualTo(3);
    }

    private static Match match(String heard) {
        return Objects.requireNonNull(guess(heard).match());
    }

    private static Guess guess(String heard) {
        return SOUNDALIKES.guess(SKILLS.language().words(heard));
    }
}

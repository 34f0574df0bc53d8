package dev.charla.speech.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "what time is it,what time is it,0",
        "what time is it,what dime is it,1",
        "what time is it,,4",
        "what time is it,what is it,1",
        "what time is it,what time is it now,1"
    })
    void errorsAreChangesOmissionsAndInsertions(String said, @Nullable String heard, int errors) {
        assertThat(WordErrors.between(said, heard == null ? "" : heard).errors()).isEqualTo(errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is seven times eight | What is 7 times 8?",
                "fifteen percent of eighty | 15% of 80.",
                "fifteen per cent | 15 percent",
                "three hundred and twenty five | 325",
                "two thousand and six | 2,006",
                "twelve thousand three hundred | 12,300",
                "five million | 5 million",
                "a hundred miles | 100 miles",
                "nineteen eighty four | 1984",
                "at ten thirty | at 10:30",
                "two oh five | 205",
                "one, two, three | 1 2 3",
                "the twenty-first of May | the 21st of May",
                "your first call | your 1st call",
                "two point five | 2.5",
                "three and a half | 3.5",
                "five dollars | $5",
                "zero | 0",
                "I'm sorry, that's not valid. | I am sorry, that is not valid",
                "it won't | it will not",
                "you can't, I cannot | you can not, I can't",
                "my favourite colour, the theatre | my favorite color, the theater",
                "organised and cancelled | organized and canceled",
                "okay | OK",
                "voice mail and the filename | voicemail and the file name",
                "re-enter your pass-word | reenter your password",
                "at 7 p.m. | at seven P. M.",
                "the B.B.C. | the BBC",
                "press * and then # | press star and then pound",
                "well, um, yes | well, yes",
                "exclamation point [!] | exclamation point",
                "It’s five o’clock. | it's 5 o'clock"
            })
    void whatSoundsTheSameIsNoError(String said, String heard) {
        assertThat(WordErrors.between(said, heard).errors()).isZero();
        assertThat(WordErrors.between(heard, said).errors()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fifteen | fifty | 1",
                "set a timer for ten minutes | set a timer 410 minutes | 2",
                "press one | press 1st | 1",
                "twenty one | 2 | 1",
                "four of them | for of them | 1",
                "the hour | the our | 1",
                "a second one | a 2nd 1 | 0",
                "can | can't | 1",
                "I do not | I do | 1"
            })
    void whatSoundsOtherwiseStaysAnError(String said, String heard, int errors) {
        assertThat(WordErrors.between(said, heard).errors()).isEqualTo(errors);
    }

    @Test
    void otherLanguagesAreComparedAsTheyAreWrittenButForAccents() {
        assertThat(WordErrors.between("¿Qué hora es?", "qué hora es", "es").errors()).isZero();
        assertThat(WordErrors.between("qué hora es", "que hora es ahora", "es").errors())
                .isEqualTo(1);
        assertThat(WordErrors.between("un our", "un or", "es").errors()).isEqualTo(1);
    }

    @Test
    void ratesAreOfAllWordsTogether() {
        WordErrors one = WordErrors.between("what time is it", "what dime is it");
        WordErrors both = one.and(WordErrors.between("stop", "stop"));

        assertThat(both.rate()).isCloseTo(0.2, Offset.offset(1e-9));
        assertThat(WordErrors.NONE.rate()).isZero();
        assertThat(WordErrors.between("", "a noise").rate()).isEqualTo(2);
    }
}

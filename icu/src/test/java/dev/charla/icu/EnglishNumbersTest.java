package dev.charla.icu;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is left of ICU does for English what MaryTTS asks of it. */
class EnglishNumbersTest {
    private static final Instant A_DAY = Instant.parse("2023-11-14T12:00:00Z");

    @Test
    void numbersAreSaidInEveryWayTheVoiceAsksFor() {
        var words = new RuleBasedNumberFormat(ULocale.ENGLISH, RuleBasedNumberFormat.SPELLOUT);

        assertThat(words.getLocale(ULocale.ACTUAL_LOCALE)).isEqualTo(ULocale.ENGLISH);
        assertThat(said(words, "%spellout-cardinal", 1_234_567.25))
                .isEqualTo(
                        "one million two hundred thirty-four thousand five hundred sixty-seven point two five");
        assertThat(said(words, "%spellout-ordinal", 21)).isEqualTo("twenty-first");
        assertThat(said(words, "%spellout-numbering-year", 1984)).isEqualTo("nineteen eighty-four");
        assertThat(said(words, "%spellout-cardinal", -80)).isEqualTo("minus eighty");
    }

    @Test
    void datesAreReadAndSaid() throws Exception {
        DateFormat shortly = DateFormat.getDateInstance(DateFormat.SHORT, ULocale.ENGLISH);
        DateFormat wholly = DateFormat.getDateInstance(DateFormat.FULL, ULocale.ENGLISH);
        DateFormat inYear = DateFormat.getPatternInstance("MMMMd", ULocale.ENGLISH);

        assertThat(shortly.parse(said(shortly)).toInstant()).isBefore(A_DAY);
        assertThat(said(wholly)).matches("\\p{Alpha}+day, November 1[45], 2023");
        assertThat(said(inYear)).matches("November 1[45]");
    }

    @Test
    void noOtherLanguageTakesRoom() {
        Path data = Path.of("target/classes/com/ibm/icu/impl/data/icudata");

        assertThat(data.resolve("en.res")).exists();
        assertThat(data.resolve("de.res")).doesNotExist();
        assertThat(Files.isDirectory(data.resolve("brkitr"))).isFalse();
    }

    private static String said(DateFormat words) {
        return words.format((Object) A_DAY.toEpochMilli());
    }

    private static String said(RuleBasedNumberFormat words, String rules, double number) {
        words.setDefaultRuleSet(rules);
        return words.format(number);
    }
}

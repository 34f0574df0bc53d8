package dev.charla.skills.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.skills.slot.DateSlot;
import dev.charla.skills.slot.DurationSlot;
import dev.charla.skills.slot.NumberSlot;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.SpokenNumber;
import dev.charla.skills.words.Tokens;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.MonthDay;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumTest {
    private static Object read(SlotType type, String text) {
        var heard = new Heard(Tokens.of(text), false);
        return type.read(heard, 0).stream()
                .filter(reading -> reading.end() == heard.size())
                .findFirst()
                .map(SlotType.Reading::value)
                .orElseThrow(() -> new AssertionError("not read: " + text));
    }

    private static BigDecimal worth(String text) throws SumException {
        SlotType sums = Objects.requireNonNull(Language.ENGLISH.slotTypes().get("sum"));
        return ((Sum) read(sums, text)).value();
    }

    @Test
    void randomSumsAreExact() throws SumException {
        var random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            BigDecimal a =
                    new BigDecimal(random.nextInt(-99_999, 99_999))
                            .movePointLeft(random.nextInt(4));
            BigDecimal b =
                    new BigDecimal(random.nextInt(1, 99_999)).movePointLeft(random.nextInt(4));
            BigDecimal c = new BigDecimal(random.nextInt(1, 999));
            String x = a.toPlainString();
            String y = b.toPlainString();

            assertThat(worth(x + " + " + y + " * " + c))
                    .as(x + y)
                    .isEqualByComparingTo(a.add(b.multiply(c)));
            assertThat(worth("(" + x + " - " + y + ")*" + c))
                    .isEqualByComparingTo(a.subtract(b).multiply(c));
            assertThat(worth(x + "*" + y + "/" + y).subtract(a).abs())
                    .isLessThan(new BigDecimal("1e-50"));
            assertThat(worth("the square root of (" + y + " * " + y + ")")).isEqualByComparingTo(b);
            assertThat(worth(y + "% of " + c)).isEqualByComparingTo(b.multiply(c).movePointLeft(2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60, 6, plus 28. | 94",
                "Sixty, six, plus twenty, eight. | 94",
                "60 six plus twenty 8 | 94",
                "30, 5 thousand minus 1 | 34999",
                "60 plus 6 | 66",
                "60 plus 60 | 120",
                "66 plus 4 | 70"
            })
    void tensAndUnitsThatTheEarsWriteApartAreOneNumber(String heard, String value)
            throws SumException {
        assertThat(worth(heard)).isEqualByComparingTo(value);
    }

    @Test
    void everyNumberTo9999IsUnderstoodInWords() {
        for (int i = 0; i < 10_000; i++) {
            assertThat((BigDecimal) read(new NumberSlot(), words(i)))
                    .as(words(i))
                    .isEqualByComparingTo(BigDecimal.valueOf(i));
        }
    }

    private static String words(int number) {
        List<String> small =
                List.of(
                        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                                .split(" "));
        List<String> tens =
                List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
        if (number < 20) {
            return small.get(number);
        }
        if (number < 100) {
            return tens.get(number / 10 - 2)
                    + (number % 10 == 0 ? "" : " " + small.get(number % 10));
        }
        int unit = number < 1000 ? 100 : 1000;
        String rest = number % unit == 0 ? "" : " and " + words(number % unit);
        return words(number / unit) + (unit == 100 ? " hundred" : " thousand") + rest;
    }

    @ParameterizedTest
    @CsvSource({
        "two point five, 2.5",
        "two and a half, 2.5",
        "three point one four, 3.14",
        "'12,345.5', 12345.5",
        "2 million, 2000000",
        "a hundred and five, 105",
        "one million two hundred thousand and one, 1200001",
        ".5, 0.5"
    })
    void numbersAreRead(String text, String value) {
        assertThat((BigDecimal) read(new NumberSlot(), text)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "ten seconds, PT10S",
        "an hour and a half, PT1H30M",
        "half an hour, PT30M",
        "a quarter of an hour, PT15M",
        "one minute and thirty seconds, PT1M30S",
        "two and a half minutes, PT2M30S",
        "1h 30m, PT1H30M",
        "0.5 min, PT30S"
    })
    void durationsAreRead(String text, Duration duration) {
        assertThat(read(new DurationSlot(), text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "december twenty fifth, --12-25",
        "the fourth of july, --07-04",
        "May 1st, --05-01",
        "31 october, --10-31",
        "february the twenty ninth, --02-29"
    })
    void datesAreRead(String text, MonthDay day) {
        assertThat(read(new DateSlot(), text)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "1, METER, FOOT, 3.280839895",
        "26.2, MILE, KILOMETER, 42.1648128",
        "100, CELSIUS, FAHRENHEIT, 212",
        "-40, FAHRENHEIT, CELSIUS, -40",
        "0, KELVIN, CELSIUS, -273.15",
        "1, GALLON, LITER, 3.785411784",
        "8, PINT, GALLON, 1",
        "16, OUNCE, POUND, 1",
        "14, POUND, STONE, 1",
        "10, METER_PER_SECOND, KILOMETER_PER_HOUR, 36",
        "2, WEEK, HOUR, 336"
    })
    void unitsConvertByTheirDefinitions(BigDecimal amount, Unit from, Unit to, BigDecimal result) {
        assertThat(from.to(to, amount).subtract(result).abs()).isLessThan(new BigDecimal("1e-9"));
    }

    @Test
    void convertingThereAndBackChangesNothing() {
        for (Unit a : Unit.values()) {
            for (Unit b : Unit.values()) {
                if (a.kind() == b.kind()) {
                    BigDecimal back = b.to(a, a.to(b, BigDecimal.TEN));

                    assertThat(back.subtract(BigDecimal.TEN).abs())
                            .as(a + " and " + b)
                            .isLessThan(new BigDecimal("1e-12"));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "84, 84",
        "-4.50, minus 4.5",
        "12345.678, '12,345.678'",
        "3.33333333333333333333333333333333333333333333333, about 3.333",
        "0.00012345678901234, about 0.000123",
        "0.99999999999999999999999999999999999999999999999999, 1",
        "1e-30, almost nothing",
        "0, 0"
    })
    void numbersAreSaidSensibly(BigDecimal value, String said) {
        assertThat(SpokenNumber.of(value)).isEqualTo(said);
    }
}

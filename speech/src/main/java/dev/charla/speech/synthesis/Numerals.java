package dev.charla.speech.synthesis;

import dev.charla.engine.words.NumberWords;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** English numbers in words, American style: "one hundred five", without a hyphen or "and". */
final class Numerals {
    /** Longer numbers are read digit by digit, as people read card numbers. */
    static final int MAX_DIGITS = 15;

    private static final List<String> SCALES =
            List.of("", " thousand", " million", " billion", " trillion");
    private static final Map<String, String> ORDINALS =
            Map.of(
                    "one", "first", "two", "second", "three", "third", "five", "fifth", "eight",
                    "eighth", "nine", "ninth", "twelve", "twelfth");

    private Numerals() {}

    /** The number in words; digit by digit above {@link #MAX_DIGITS}. */
    static String cardinal(String digits) {
        return digits.length() > MAX_DIGITS ? digits(digits) : cardinal(Long.parseLong(digits));
    }

    static String cardinal(long number) {
        if (number == 0) {
            return NumberWords.BELOW_TWENTY.getFirst();
        }
        var words = new StringJoiner(" ");
        long unit = 1_000_000_000_000L;
        for (int scale = SCALES.size() - 1; scale >= 0; scale--, unit /= 1000) {
            int group = (int) (number / unit % 1000);
            if (group > 0) {
                words.add(belowThousand(group) + SCALES.get(scale));
            }
        }
        return words.toString();
    }

    static String ordinal(String digits) {
        return ordinal(cardinal(digits).split(" "));
    }

    private static String ordinal(String[] cardinal) {
        String last = cardinal[cardinal.length - 1];
        String irregular = ORDINALS.get(last);
        if (irregular != null) {
            last = irregular;
        } else if (last.endsWith("y")) {
            last = last.substring(0, last.length() - 1) + "ieth";
        } else {
            last += "th";
        }
        cardinal[cardinal.length - 1] = last;
        return String.join(" ", cardinal);
    }

    /** A year as it is spoken: 1492 "fourteen ninety two", 1905 "nineteen oh five", 2005, 2026. */
    static String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if ((century % 10 == 0 && rest < 10) || year < 1000) {
            return cardinal(year);
        }
        if (rest == 0) {
            return cardinal(century) + " hundred";
        }
        return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest);
    }

    /** 1990 as a decade: "nineteen nineties". */
    static String decade(int year) {
        String words = year(year);
        return words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
    }

    /** One digit after the other, as after a decimal point. */
    static String digits(String digits) {
        var words = new StringJoiner(" ");
        digits.chars().forEach(digit -> words.add(NumberWords.BELOW_TWENTY.get(digit - '0')));
        return words.toString();
    }

    /** The value of a Roman numeral up to 39, or 0 when the letters are not a well-formed one. */
    static int roman(String letters) {
        for (int value = 1; value < 40; value++) {
            if (roman(value).equals(letters)) {
                return value;
            }
        }
        return 0;
    }

    private static String roman(int value) {
        String ones =
                List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX").get(value % 10);
        return "X".repeat(value / 10) + ones;
    }

    private static String belowThousand(int number) {
        if (number < 20) {
            return NumberWords.BELOW_TWENTY.get(number);
        }
        if (number < 100) {
            String tens = NumberWords.TENS.get(number / 10 - 2);
            return number % 10 == 0 ? tens : tens + " " + NumberWords.BELOW_TWENTY.get(number % 10);
        }
        String hundreds = NumberWords.BELOW_TWENTY.get(number / 100) + " hundred";
        return number % 100 == 0 ? hundreds : hundreds + " " + belowThousand(number % 100);
    }
}

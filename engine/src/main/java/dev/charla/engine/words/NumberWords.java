package dev.charla.engine.words;

import java.util.List;

/**
 * The English words that numbers are made of, for those that hear numbers and those that say them.
 */
public final class NumberWords {
    /** "zero" at 0 to "nineteen" at 19. */
    public static final List<String> BELOW_TWENTY =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");

    /** "twenty" at 0 to "ninety" at 7. */
    public static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private NumberWords() {}
}

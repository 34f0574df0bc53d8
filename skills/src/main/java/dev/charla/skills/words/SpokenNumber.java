package dev.charla.skills.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as an answer says them. */
public final class SpokenNumber {
    /** Decimals that are said in full. */
    private static final int EXACT_DECIMALS = 6;

    /** Digits of a result that has to be rounded. */
    private static final int ROUNDED_DECIMALS = 3;

    /** Differences below this come from the working precision, not from the result. */
    private static final BigDecimal NOISE = new BigDecimal("1e-40");

    private SpokenNumber() {}

    /** Digits with grouping from ten thousand on, "minus" in words, "about" when it was rounded. */
    public static String of(BigDecimal value) {
        if (value.signum() < 0) {
            String rest = of(value.negate());
            return rest.startsWith("about ")
                    ? "about minus " + rest.substring("about ".length())
                    : "minus " + rest;
        }
        BigDecimal full = value.setScale(EXACT_DECIMALS, RoundingMode.HALF_UP);
        if (full.subtract(value).abs().compareTo(NOISE) < 0) {
            return digits(full);
        }
        int leadingZeros = Math.max(0, value.scale() - value.precision());
        int decimals = value.compareTo(BigDecimal.ONE) < 0 ? leadingZeros + 3 : ROUNDED_DECIMALS;
        return decimals > 12
                ? "almost nothing"
                : "about " + digits(value.setScale(decimals, RoundingMode.HALF_UP));
    }

    private static String digits(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean grouped = stripped.abs().compareTo(BigDecimal.valueOf(10_000)) >= 0;
        var format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setGroupingSize(3);
        format.setGroupingUsed(grouped);
        format.setMaximumFractionDigits(Math.max(0, stripped.scale()));
        return format.format(stripped);
    }
}

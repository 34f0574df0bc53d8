package dev.charla.skills.language;

import java.math.BigDecimal;
import java.math.MathContext;

/** What is done with two numbers. */
public enum Operator {
    PLUS,
    MINUS,
    TIMES,
    OVER,
    PERCENT_OF,
    POWER;

    /** Enough that a result rounded for speaking is right. */
    static final MathContext PRECISION = new MathContext(60);

    /** Digits of the largest result worth speaking. */
    private static final int MOST_DIGITS = 30;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * @throws SumException when there is no result, or none that could be spoken
     */
    BigDecimal apply(BigDecimal a, BigDecimal b) throws SumException {
        return switch (this) {
            case PLUS -> a.add(b, PRECISION);
            case MINUS -> a.subtract(b, PRECISION);
            case TIMES -> a.multiply(b, PRECISION);
            case OVER -> quotient(a, b);
            case PERCENT_OF -> a.multiply(b, PRECISION).divide(HUNDRED, PRECISION);
            case POWER -> power(a, b);
        };
    }

    private static BigDecimal quotient(BigDecimal a, BigDecimal b) throws SumException {
        if (b.signum() == 0) {
            throw new SumException(SumException.Reason.DIVISION_BY_ZERO);
        }
        return a.divide(b, PRECISION);
    }

    private static BigDecimal power(BigDecimal a, BigDecimal b) throws SumException {
        if (b.stripTrailingZeros().scale() > 0 || b.abs().compareTo(HUNDRED) > 0) {
            throw new SumException(SumException.Reason.POWER);
        }
        if (a.signum() == 0 && b.signum() <= 0) {
            throw new SumException(SumException.Reason.DIVISION_BY_ZERO);
        }
        BigDecimal result = a.pow(b.intValueExact(), PRECISION);
        if (result.precision() - result.scale() > MOST_DIGITS) {
            throw new SumException(SumException.Reason.TOO_LARGE);
        }
        return result;
    }
}

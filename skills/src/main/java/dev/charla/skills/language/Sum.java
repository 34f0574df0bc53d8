package dev.charla.skills.language;

import java.math.BigDecimal;

/** A sum as it was asked. */
public sealed interface Sum {
    /**
     * The result, exact to 60 digits.
     *
     * @throws SumException when there is none
     */
    BigDecimal value() throws SumException;

    /** As an answer in that language repeats it. */
    String spoken(Language language);

    /** A plain number. */
    record Plain(BigDecimal value) implements Sum {
        @Override
        public String spoken(Language language) {
            return language.number(value);
        }
    }

    /** Two sums and what is done with them. */
    record Binary(Sum left, Operator operator, Sum right) implements Sum {
        @Override
        public BigDecimal value() throws SumException {
            return operator.apply(left.value(), right.value());
        }

        @Override
        public String spoken(Language language) {
            return left.spoken(language)
                    + " "
                    + language.operator(operator)
                    + " "
                    + right.spoken(language);
        }
    }

    /** A square root. */
    record Root(Sum of) implements Sum {
        @Override
        public BigDecimal value() throws SumException {
            BigDecimal radicand = of.value();
            if (radicand.signum() < 0) {
                throw new SumException(SumException.Reason.NEGATIVE_ROOT);
            }
            return radicand.sqrt(Operator.PRECISION);
        }

        @Override
        public String spoken(Language language) {
            return language.manner(Manner.ROOT).formatted(of.spoken(language));
        }
    }

    /** Something told differently than it is worked out: half of, squared, in brackets. */
    record Told(Sum sum, Manner manner, Sum of) implements Sum {
        @Override
        public BigDecimal value() throws SumException {
            return sum.value();
        }

        @Override
        public String spoken(Language language) {
            return language.manner(manner).formatted(of.spoken(language));
        }
    }

    /** What else can be done with one number, or how it is told. */
    enum Manner {
        ROOT,
        SQUARED,
        CUBED,
        HALF,
        TWICE,
        MINUS,
        BRACKETS;

        private static final BigDecimal HALF_OF = new BigDecimal("0.5");

        /** It done with a sum. */
        public Sum of(Sum sum) {
            Sum worked =
                    switch (this) {
                        case ROOT -> new Root(sum);
                        case SQUARED -> raised(sum, 2);
                        case CUBED -> raised(sum, 3);
                        case HALF -> new Binary(new Plain(HALF_OF), Operator.TIMES, sum);
                        case TWICE ->
                                new Binary(new Plain(BigDecimal.valueOf(2)), Operator.TIMES, sum);
                        case MINUS -> new Binary(new Plain(BigDecimal.ZERO), Operator.MINUS, sum);
                        case BRACKETS -> sum;
                    };
            return new Told(worked, this, sum);
        }

        private static Sum raised(Sum sum, int exponent) {
            return new Binary(sum, Operator.POWER, new Plain(BigDecimal.valueOf(exponent)));
        }
    }
}

package dev.charla.engine.skills;

import java.math.BigDecimal;

/** A sum as it was asked. */
sealed interface Sum {
    /**
     * The result, exact to 60 digits.
     *
     * @throws SumException when there is none
     */
    BigDecimal value() throws SumException;

    /** As an answer repeats it. */
    String spoken();

    /** A plain number. */
    record Plain(BigDecimal value) implements Sum {
        @Override
        public String spoken() {
            return SpokenNumber.of(value);
        }
    }

    /** Two sums and what is done with them. */
    record Binary(Sum left, Operator operator, Sum right) implements Sum {
        @Override
        public BigDecimal value() throws SumException {
            return operator.apply(left.value(), right.value());
        }

        @Override
        public String spoken() {
            return left.spoken() + " " + operator.spoken() + " " + right.spoken();
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
        public String spoken() {
            return "the square root of " + of.spoken();
        }
    }

    /** Something told differently than it is worked out: half of, squared, in brackets. */
    record Told(Sum sum, String spoken) implements Sum {
        @Override
        public BigDecimal value() throws SumException {
            return sum.value();
        }
    }
}

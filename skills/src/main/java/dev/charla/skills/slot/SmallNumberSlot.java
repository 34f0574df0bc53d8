package dev.charla.skills.slot;

import dev.charla.skills.words.Heard;
import java.math.BigDecimal;
import java.util.List;

/** A whole number from 1 to 99: fewer rules in the grammar than {@link NumberSlot}. */
public final class SmallNumberSlot implements SlotType {
    private static final BigDecimal LIMIT = BigDecimal.valueOf(100);

    @Override
    public List<Reading> read(Heard heard, int from) {
        Reading reading = NumberSlot.longest(heard, from);
        if (reading == null) {
            return List.of();
        }
        BigDecimal value = (BigDecimal) reading.value();
        boolean fits =
                value.signum() > 0
                        && value.compareTo(LIMIT) < 0
                        && value.stripTrailingZeros().scale() <= 0;
        return fits ? List.of(Reading.exact(value.intValueExact(), reading.end())) : List.of();
    }

    @Override
    public String sample() {
        return "ten";
    }
}

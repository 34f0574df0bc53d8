package dev.charla.skills.language;

import dev.charla.skills.slot.SlotType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a language that sums are made of. Those of more than one word are separated by
 * spaces, the longer ones first where one begins another. Immutable.
 *
 * @param numbers reads a number
 * @param operators between two numbers
 * @param before before a number, such as "half of"
 * @param after after a number, such as "squared"
 * @param minus before a negative number
 * @param skipped words that may stand before {@code before} and the verbs, such as "the"
 * @param verbs forms that name what is done first: "add seven and eight"
 */
record SumWords(
        SlotType numbers,
        Map<String, Operator> operators,
        Map<String, Sum.Manner> before,
        Map<String, Sum.Manner> after,
        Set<String> minus,
        Set<String> skipped,
        List<Verb> verbs) {
    /**
     * A form that names what is done before both numbers.
     *
     * @param between what stands between them
     * @param reversed whether the second number is the one it is done to: "take eight from thirty"
     */
    record Verb(String word, List<String> between, Operator operator, boolean reversed) {}
}

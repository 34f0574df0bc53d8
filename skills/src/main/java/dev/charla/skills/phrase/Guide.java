package dev.charla.skills.phrase;

import java.util.List;
import java.util.Map;

/**
 * How an intent is understood beyond the wording of its phrases.
 *
 * @param examples sentences that mean the same
 * @param needs words of which a sentence must have one run to be taken by its meaning; empty for
 *     any sentence. It keeps opposites apart, which a sentence model does not
 * @param confirm what is asked when it is not sure; empty to ask with an example
 * @param asks what is asked when the value of a slot is missing, by the slot's name
 */
public record Guide(
        List<String> examples, List<List<String>> needs, String confirm, Map<String, String> asks) {
    public static final Guide NONE = new Guide(List.of(), List.of(), "", Map.of());

    public Guide {
        examples = List.copyOf(examples);
        needs = needs.stream().map(List::copyOf).toList();
        asks = Map.copyOf(asks);
    }
}

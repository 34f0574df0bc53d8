package dev.charla.skills;

import dev.charla.skills.language.ListedSlot;
import dev.charla.skills.language.SumSlot;
import dev.charla.skills.language.UnitSlot;
import dev.charla.skills.phrase.Phrase;
import dev.charla.skills.phrase.Phrase.Choice;
import dev.charla.skills.phrase.Phrase.Maybe;
import dev.charla.skills.phrase.Phrase.Sequence;
import dev.charla.skills.phrase.Phrase.Slot;
import dev.charla.skills.phrase.Phrase.Word;
import dev.charla.skills.slot.AnyWordSlot;
import dev.charla.skills.slot.DateSlot;
import dev.charla.skills.slot.DurationSlot;
import dev.charla.skills.slot.NumberSlot;
import dev.charla.skills.slot.SmallNumberSlot;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Says phrases: one random way at a time. */
public final class Expansion {
    private static final Map<Class<?>, List<String>> WAYS =
            Map.of(
                    NumberSlot.class,
                            List.of("seven", "forty two", "two point five", "nine hundred"),
                    SmallNumberSlot.class, List.of("five", "ten", "twenty one"),
                    SumSlot.class, List.of("twelve times seven", "the square root of nine"),
                    DurationSlot.class, List.of("ten seconds", "an hour and a half"),
                    UnitSlot.class, List.of("miles", "kilograms", "degrees celsius"),
                    DateSlot.class, List.of("december twenty fifth", "the first of may"),
                    AnyWordSlot.class, List.of("Quetzal"));

    private final Random random;

    public Expansion(long seed) {
        random = new Random(seed);
    }

    public String of(Phrase phrase) {
        return switch (phrase) {
            case Word(var text) -> text;
            case Slot(_, ListedSlot list) -> String.join(" ", one(list.entries()).words());
            case Slot(_, var type) -> one(WAYS.getOrDefault(type.getClass(), List.of("")));
            case Sequence(var parts) ->
                    parts.stream()
                            .map(this::of)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" "));
            case Choice(var options) -> of(one(options));
            case Maybe(var part) -> random.nextBoolean() ? of(part) : "";
        };
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

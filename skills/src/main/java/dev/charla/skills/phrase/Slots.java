package dev.charla.skills.phrase;

import dev.charla.skills.phrase.Phrase.Choice;
import dev.charla.skills.phrase.Phrase.Maybe;
import dev.charla.skills.phrase.Phrase.Sequence;
import dev.charla.skills.phrase.Phrase.Slot;
import dev.charla.skills.phrase.Phrase.Word;
import dev.charla.skills.slot.AnyWordSlot;
import dev.charla.skills.slot.NumberSlot;
import dev.charla.skills.slot.SlotType;
import dev.charla.skills.words.Heard;
import dev.charla.skills.words.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The values an intent's phrases carry, read from any words: by each slot's own reader, wherever
 * they stand. Immutable.
 *
 * @param types the kinds of words by the name of the slot, in the order of the phrases
 * @param required the slots without which no phrase is said
 */
public record Slots(Map<String, SlotType> types, Set<String> required) {
    /** Of two values of one type, the one this slot takes is the one with an amount before it. */
    private static final String MEASURED = "from";

    public static Slots of(Intent intent) {
        Map<String, SlotType> types = new LinkedHashMap<>();
        Set<String> required = null;
        for (Phrase phrase :
                Stream.concat(intent.phrases().stream(), intent.typed().stream()).toList()) {
            collect(phrase, types);
            Set<String> needed = required(phrase);
            if (required == null) {
                required = needed;
            } else {
                required.retainAll(needed);
            }
        }
        return new Slots(types, required == null ? Set.of() : required);
    }

    private static void collect(Phrase phrase, Map<String, SlotType> types) {
        switch (phrase) {
            case Word _ -> {}
            case Slot(var name, var type) -> {
                if (!(type instanceof AnyWordSlot)) {
                    types.putIfAbsent(name, type);
                }
            }
            case Sequence(var parts) -> parts.forEach(part -> collect(part, types));
            case Choice(var options) -> options.forEach(option -> collect(option, types));
            case Maybe(var part) -> collect(part, types);
        }
    }

    /** Adds the names of all slots of a phrase, those of words of any kind included. */
    public static void names(Phrase phrase, Set<String> names) {
        switch (phrase) {
            case Word _ -> {}
            case Slot(var name, _) -> names.add(name);
            case Sequence(var parts) -> parts.forEach(part -> names(part, names));
            case Choice(var options) -> options.forEach(option -> names(option, names));
            case Maybe(var part) -> names(part, names);
        }
    }

    private static Set<String> required(Phrase phrase) {
        Set<String> needed = new TreeSet<>();
        switch (phrase) {
            case Word _, Maybe _ -> {}
            case Slot(var name, _) -> needed.add(name);
            case Sequence(var parts) -> parts.forEach(part -> needed.addAll(required(part)));
            case Choice(var options) -> {
                needed.addAll(required(options.getFirst()));
                options.forEach(option -> needed.retainAll(required(option)));
            }
        }
        return needed;
    }

    /** The values in the words; a slot without one is left out. */
    public Map<String, Object> read(List<Token> words) {
        Heard heard = new Heard(words, false);
        Map<SlotType, List<Found>> found = new HashMap<>();
        for (SlotType type : types.values()) {
            found.computeIfAbsent(type, kind -> find(kind, heard));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Stream.concat(
                        types.keySet().stream().filter(MEASURED::equals),
                        types.keySet().stream().filter(name -> !name.equals(MEASURED)))
                .forEach(name -> {
                    List<Found> left = found.getOrDefault(types.get(name), List.of());
                    choose(name, left, heard)
                            .ifPresent(chosen -> {
                                left.remove(chosen);
                                values.put(name, chosen.value());
                            });
                });
        return values;
    }

    private static Optional<Found> choose(String name, List<Found> left, Heard heard) {
        if (name.equals(MEASURED)) {
            for (Found each : left) {
                if (measured(heard, each.start())) {
                    return Optional.of(each);
                }
            }
        }
        return left.stream().findFirst();
    }

    /** Whether an amount stands before this place: "ten", "10", "a". */
    private static boolean measured(Heard heard, int at) {
        if (at == 0) {
            return false;
        }
        String before = heard.word(at - 1);
        return before.equals("a")
                || before.equals("an")
                || before.equals("one")
                || before.equals("un")
                || before.equals("una")
                || new NumberSlot()
                        .read(new Heard(heard.tokens().subList(0, at), false), at - 1).stream()
                                .anyMatch(reading -> reading.end() == at);
    }

    /** The words without those that are values, spaces between. */
    public String without(List<Token> words) {
        Heard heard = new Heard(words, false);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < heard.size()) {
            int end = at;
            for (SlotType type : types.values()) {
                List<SlotType.Reading> readings = type.read(heard, at);
                if (!readings.isEmpty()) {
                    end = Math.max(end, readings.getFirst().end());
                }
            }
            if (end == at) {
                text.append(heard.word(at)).append(' ');
                end = at + 1;
            }
            at = end;
        }
        return text.toString().strip();
    }

    /** All values of a kind from left to right, none within another one. */
    private static List<Found> find(SlotType type, Heard heard) {
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < heard.size()) {
            List<SlotType.Reading> readings = type.read(heard, at);
            if (readings.isEmpty()) {
                at++;
            } else {
                SlotType.Reading longest = readings.getFirst();
                found.add(new Found(longest.value(), at));
                at = Math.max(at + 1, longest.end());
            }
        }
        return found;
    }

    /**
     * The values of words that are nothing but values, and small words between them: "fifty miles",
     * "for twenty minutes". Empty when another word is among them.
     */
    public Map<String, Object> readAll(List<Token> words, Set<String> between) {
        Heard heard = new Heard(words, false);
        Map<String, Object> values = new LinkedHashMap<>();
        int at = 0;
        while (at < heard.size()) {
            int from = at;
            for (var slot : types.entrySet()) {
                if (values.containsKey(slot.getKey())) {
                    continue;
                }
                List<SlotType.Reading> readings = slot.getValue().read(heard, at);
                if (!readings.isEmpty()) {
                    values.put(slot.getKey(), readings.getFirst().value());
                    at = readings.getFirst().end();
                    break;
                }
            }
            if (at == from) {
                if (!between.contains(heard.word(at))) {
                    return Map.of();
                }
                at++;
            }
        }
        return values;
    }

    private record Found(Object value, int start) {}
}

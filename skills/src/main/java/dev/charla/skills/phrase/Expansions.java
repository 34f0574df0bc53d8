package dev.charla.skills.phrase;

import dev.charla.skills.phrase.Phrase.Choice;
import dev.charla.skills.phrase.Phrase.Maybe;
import dev.charla.skills.phrase.Phrase.Sequence;
import dev.charla.skills.phrase.Phrase.Slot;
import dev.charla.skills.phrase.Phrase.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sentences that a phrase takes, a few of each: every option of every choice once. */
public final class Expansions {
    private Expansions() {}

    /** At least one sentence; {@code most} at most. */
    public static List<String> of(Phrase phrase, int most) {
        Set<String> sentences = new LinkedHashSet<>();
        for (int option = 0; option < widest(phrase) && sentences.size() < most; option++) {
            sentences.add(sentence(phrase, option).strip());
        }
        return List.copyOf(sentences);
    }

    private static int widest(Phrase phrase) {
        return switch (phrase) {
            case Word _, Slot _ -> 1;
            case Sequence(var parts) -> parts.stream().mapToInt(Expansions::widest).max().orElse(1);
            case Choice(var options) -> options.stream().mapToInt(Expansions::widest).sum();
            case Maybe(var part) -> 1 + widest(part);
        };
    }

    private static String sentence(Phrase phrase, int option) {
        return switch (phrase) {
            case Word(var text) -> text;
            case Slot(_, var type) -> type.sample();
            case Sequence(var parts) ->
                    parts.stream()
                            .map(part -> sentence(part, option))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(" "));
            case Choice(var options) ->
                    sentence(options.get(option % options.size()), option / options.size());
            case Maybe(var part) -> option % 2 == 0 ? "" : sentence(part, option / 2);
        };
    }
}

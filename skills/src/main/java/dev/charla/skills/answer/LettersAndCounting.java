package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Spells words and counts. */
final class LettersAndCounting implements Answerer {
    /** Takes about half a minute to say. */
    private static final int HIGHEST = 30;

    @Override
    public Set<String> intents() {
        return Set.of("spell", "spell-name", "count", "count-down");
    }

    @Override
    public String answer(Turn turn) {
        return switch (turn.intent()) {
            case "spell" -> spell(turn, turn.slot("word", String.class).orElseThrow());
            case "spell-name" ->
                    turn.memory()
                            .name()
                            .map(name -> spell(turn, name))
                            .orElseGet(() -> turn.line("no-name"));
            default -> count(turn, turn.slot("to", Integer.class).orElseThrow());
        };
    }

    private static String spell(Turn turn, String word) {
        String letters =
                word.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(Character::toString)
                        .map(turn.language()::letter)
                        .collect(Collectors.joining(", "));
        return turn.line("spelled", Map.of("word", word, "letters", letters));
    }

    private static String count(Turn turn, int to) {
        if (to > HIGHEST) {
            return turn.line("too-far");
        }
        boolean down = turn.intent().equals("count-down");
        String numbers =
                IntStream.rangeClosed(1, to)
                        .map(i -> down ? to + 1 - i : i)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        return turn.says(Map.of("numbers", numbers));
    }
}

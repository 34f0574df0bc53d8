package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Match;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.Turn;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Learns, recalls, corrects and forgets the caller's name. */
public final class CallerName implements Answerer {
    private static final Pattern FIRST_LETTER = Pattern.compile("(?<!\\p{L})\\p{Ll}");

    @Override
    public Set<String> intents() {
        return Set.of("tell", "recall", "forget");
    }

    @Override
    public String answer(Turn turn) {
        Memory memory = turn.memory();
        return switch (turn.intent()) {
            case "tell" -> tell(turn, memory);
            case "recall" ->
                    memory.name()
                            .map(name -> turn.says(Map.of("name", name)))
                            .orElseGet(() -> turn.line("unknown"));
            default -> {
                memory.name(null);
                yield turn.says();
            }
        };
    }

    private static String tell(Turn turn, Memory memory) {
        String name = learned(turn.match()).orElse("");
        Optional<String> before = memory.name();
        memory.name(name);
        if (before.isPresent() && before.get().equals(name)) {
            return turn.line("known", Map.of("name", name));
        }
        return before.isPresent()
                ? turn.line("corrected", Map.of("name", name))
                : turn.says(Map.of("name", name));
    }

    /** The name a caller gave, with capitals. */
    public static Optional<String> learned(Match match) {
        return Optional.ofNullable(match.slots().get("name"))
                .map(Object::toString)
                .map(name ->
                        FIRST_LETTER
                                .matcher(name)
                                .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT)));
    }
}

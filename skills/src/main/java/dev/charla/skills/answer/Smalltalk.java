package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.util.Map;
import java.util.Set;

/** Greets by the time of day, and offers something after a word of politeness. */
final class Smalltalk implements Answerer {
    @Override
    public Set<String> intents() {
        return Set.of("hello", "opening", "how-are-you", "fine", "goodbye", "nice-to-meet");
    }

    @Override
    public String answer(Turn turn) {
        String name = turn.memory().name().map(known -> ", " + known).orElse("");
        boolean first = turn.memory().lastAnswer().isEmpty();
        if (turn.intent().equals("hello") && !first) {
            return turn.line("again", Map.of("name", name));
        }
        if (turn.intent().equals("how-are-you")) {
            turn.memory().offer("help.abilities");
        }
        return turn.says(
                Map.of("name", name, "greeting", turn.language().greeting(turn.now().getHour())));
    }
}

package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.Turn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers to what the agent offered, and "more" of whatever it was. */
public final class FollowUp implements Answerer {
    /** Conversations clear an offer when anything but this skill answers. */
    public static final String SKILL = "follow-up";

    @Override
    public Set<String> intents() {
        return Set.of("yes", "no", "more");
    }

    @Override
    public String answer(Turn turn) {
        Memory memory = turn.memory();
        Optional<String> offer = memory.offer();
        memory.offer(null);
        Optional<String> wanted =
                switch (turn.intent()) {
                    case "yes" -> offer;
                    case "no" -> Optional.empty();
                    default -> memory.more();
                };
        return wanted.map(intent -> turn.instead(intent, Map.of()))
                .orElseGet(() -> offer.isPresent() ? turn.line("declined") : turn.says());
    }
}

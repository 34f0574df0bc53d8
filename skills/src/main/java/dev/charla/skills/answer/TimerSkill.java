package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Sets timers that speak up when they end. */
final class TimerSkill implements Answerer {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A conversation seldom lasts longer, and the timer ends with it. */
    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    public Set<String> intents() {
        return Set.of("set", "left", "cancel");
    }

    @Override
    public String answer(Turn turn) {
        return switch (turn.intent()) {
            case "set" -> set(turn, turn.slot("duration", Duration.class).orElseThrow());
            case "left" ->
                    turn.countdown()
                            .left()
                            .map(left -> turn.says(Map.of("left", turn.language().duration(left))))
                            .orElseGet(() -> turn.line("none"));
            default ->
                    switch (turn.countdown().cancelAll()) {
                        case 0 -> turn.line("none");
                        case 1 -> turn.says();
                        default -> turn.line("cancelled-all");
                    };
        };
    }

    @Override
    public void undo(Turn turn) {
        if (turn.intent().equals("set")) {
            turn.countdown().cancelLast();
        }
    }

    private static String set(Turn turn, Duration duration) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            return turn.line("length");
        }
        return turn.countdown()
                        .start(
                                duration,
                                turn.line(
                                        "over",
                                        Map.of("duration", turn.language().duration(duration))))
                ? turn.says(Map.of("duration", turn.language().duration(duration)))
                : turn.line("too-many");
    }
}

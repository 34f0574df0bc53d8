package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Turn;
import java.util.Map;
import java.util.Set;

/** All answerers by the name a definition calls them. */
public final class Answerers {
    /** Says one of the intent's own answers. */
    public static final String CANNED = "answer";

    /** Calls a tool of the session's client and says what came of it. */
    public static final String TOOL = "tool";

    private Answerers() {}

    public static Map<String, Answerer> all() {
        return Map.ofEntries(
                Map.entry(CANNED, new Canned()),
                Map.entry(TOOL, new ToolCaller()),
                Map.entry("smalltalk", new Smalltalk()),
                Map.entry("caller-name", new CallerName()),
                Map.entry("help", new Help()),
                Map.entry("follow-up", new FollowUp()),
                Map.entry("clock", new ClockAndCalendar()),
                Map.entry("sums", new Sums()),
                Map.entry("units", new UnitConversion()),
                Map.entry("timer", new TimerSkill()),
                Map.entry("delivery", new Delivery()),
                Map.entry("play", new Play()),
                Map.entry("letters", new LettersAndCounting()),
                Map.entry(History.NAME, new History()),
                Map.entry("quiz", new QuizMaster()));
    }

    private static final class Canned implements Answerer {
        @Override
        public Set<String> intents() {
            return Set.of();
        }

        @Override
        public String answer(Turn turn) {
            return turn.says();
        }
    }

    private static final class ToolCaller implements Answerer {
        @Override
        public Set<String> intents() {
            return Set.of();
        }

        @Override
        public String answer(Turn turn) {
            return turn.tools().call(turn);
        }
    }
}

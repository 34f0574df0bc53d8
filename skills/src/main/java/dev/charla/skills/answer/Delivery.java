package dev.charla.skills.answer;

import dev.charla.skills.set.Answerer;
import dev.charla.skills.set.Memory;
import dev.charla.skills.set.Turn;
import java.util.Set;

/** Says things again, louder, softer, slower or faster. */
public final class Delivery implements Answerer {
    /** Conversations do not take what this skill answers for something to be repeated. */
    public static final String SKILL = "delivery";

    private static final double RATE_STEP = 1.2;
    private static final double GAIN_STEP = 1.5;

    /** Within what a voice can do and still be understood; narrower than what a sink takes. */
    private static final double SLOWEST = 0.6;

    private static final double FASTEST = 1.6;
    private static final double SOFTEST = 0.25;
    private static final double LOUDEST = 3;

    @Override
    public Set<String> intents() {
        return Set.of("repeat", "louder", "softer", "slower", "faster", "normal");
    }

    @Override
    public String answer(Turn turn) {
        Memory memory = turn.memory();
        return switch (turn.intent()) {
            case "repeat" ->
                    memory.lastAnswer().isEmpty() ? turn.line("nothing") : memory.lastAnswer();
            case "louder" -> manner(turn, memory.rate(), memory.gain() * GAIN_STEP);
            case "softer" -> manner(turn, memory.rate(), memory.gain() / GAIN_STEP);
            case "slower" -> manner(turn, memory.rate() / RATE_STEP, memory.gain());
            case "faster" -> manner(turn, memory.rate() * RATE_STEP, memory.gain());
            default -> {
                memory.manner(1, 1);
                yield turn.says();
            }
        };
    }

    private static String manner(Turn turn, double rate, double gain) {
        Memory memory = turn.memory();
        double newRate = Math.clamp(rate, SLOWEST, FASTEST);
        double newGain = Math.clamp(gain, SOFTEST, LOUDEST);
        if (newRate == memory.rate() && newGain == memory.gain()) {
            return turn.line("limit");
        }
        memory.manner(newRate, newGain);
        return turn.says();
    }
}

package dev.charla.conversation.function;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a tool is to be run.
 *
 * @param deadline how long it may work; then it is interrupted, and the agent is told
 * @param schedule when the agent speaks about the result
 * @param whileWorking what the agent says meanwhile; null for nothing
 * @param once whether a call with the same arguments in the same conversation gets the result of
 *     the first instead of a second run
 * @param cancellable whether it is interrupted when the caller speaks
 * @param askFirst whether the caller is asked before it runs
 */
public record ToolManner(
        Duration deadline,
        Schedule schedule,
        @Nullable WaitingWords whileWorking,
        boolean once,
        boolean cancellable,
        boolean askFirst) {
    /** Callers hang up on silence long before half a minute is over. */
    public static final ToolManner DEFAULT =
            new ToolManner(Duration.ofSeconds(30), Schedule.WHEN_IDLE, null, false, false, false);

    public ToolManner {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("a deadline must be longer than nothing");
        }
    }

    public ToolManner withDeadline(Duration value) {
        return new ToolManner(value, schedule, whileWorking, once, cancellable, askFirst);
    }

    public ToolManner withSchedule(Schedule value) {
        return new ToolManner(deadline, value, whileWorking, once, cancellable, askFirst);
    }

    public ToolManner withWhileWorking(@Nullable WaitingWords value) {
        return new ToolManner(deadline, schedule, value, once, cancellable, askFirst);
    }

    public ToolManner withOnce(boolean value) {
        return new ToolManner(deadline, schedule, whileWorking, value, cancellable, askFirst);
    }

    public ToolManner withCancellable(boolean value) {
        return new ToolManner(deadline, schedule, whileWorking, once, value, askFirst);
    }

    public ToolManner withAskFirst(boolean value) {
        return new ToolManner(deadline, schedule, whileWorking, once, cancellable, value);
    }
}

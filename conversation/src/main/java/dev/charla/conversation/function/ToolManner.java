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
 * @param question how the agent asks then, word for word, to be answered by yes or no; null to ask
 *     by a card on the page alone
 */
public record ToolManner(
        Duration deadline,
        Schedule schedule,
        @Nullable WaitingWords whileWorking,
        boolean once,
        boolean cancellable,
        boolean askFirst,
        @Nullable String question) {
    /** Callers hang up on silence long before half a minute is over. */
    public static final ToolManner DEFAULT =
            new ToolManner(
                    Duration.ofSeconds(30), Schedule.WHEN_IDLE, null, false, false, false, null);

    public ToolManner {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("a deadline must be longer than nothing");
        }
        if (question != null && question.isBlank()) {
            throw new IllegalArgumentException("a question needs words");
        }
        if (question != null && !askFirst) {
            throw new IllegalArgumentException(
                    "a question is for a tool that is asked about first");
        }
    }

    public ToolManner withDeadline(Duration value) {
        return new ToolManner(value, schedule, whileWorking, once, cancellable, askFirst, question);
    }

    public ToolManner withSchedule(Schedule value) {
        return new ToolManner(deadline, value, whileWorking, once, cancellable, askFirst, question);
    }

    public ToolManner withWhileWorking(@Nullable WaitingWords value) {
        return new ToolManner(deadline, schedule, value, once, cancellable, askFirst, question);
    }

    public ToolManner withOnce(boolean value) {
        return new ToolManner(
                deadline, schedule, whileWorking, value, cancellable, askFirst, question);
    }

    public ToolManner withCancellable(boolean value) {
        return new ToolManner(deadline, schedule, whileWorking, once, value, askFirst, question);
    }

    /** The caller is asked first: by a card, and aloud where there is a question. */
    public ToolManner askingFirst(@Nullable String words) {
        return new ToolManner(deadline, schedule, whileWorking, once, cancellable, true, words);
    }
}

package dev.charla.conversation.tool;

import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of a call.
 *
 * @param text told to the agent and shown to the caller
 * @param failed whether the card says so
 * @param lasting whether the same call would not be made again, where once is to be enough
 * @param schedule when the agent speaks about it; null: as its tool has it
 * @param lead where an exit led; null for what is none, or failed
 */
record Outcome(
        String text,
        boolean failed,
        boolean lasting,
        @Nullable Schedule schedule,
        @Nullable Lead lead) {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionCalls.class);

    /** A result of a megabyte fills what a model can take in, and costs as much. */
    static final int MOST_CHARS = 16_000;

    /** A reason is a sentence, not a page. */
    private static final int MOST_REASON_CHARS = 300;

    /** Has a tool do its work. On the tool's thread. */
    static Outcome of(FunctionTool tool, String arguments, OngoingCall context) {
        var given = arguments.isBlank() ? "{}" : arguments;
        try {
            return tool instanceof ExitTool exit
                    ? led(exit.lead(given, context))
                    : result(tool.call(given, context));
        } catch (Throwable failure) {
            // An error too: the agent waits for a result, and one tool's fault is no other's.
            if (!context.over()) {
                ToolFailures.log(LOG, tool.name(), failure);
            }
            return thrown(failure);
        }
    }

    private static Outcome led(Lead lead) {
        var text =
                switch (lead) {
                    case Lead.To(var step) ->
                            "Done. The conversation is at the step '%s' now. Go on as your instructions say by now."
                                    .formatted(step.name());
                    case Lead.Stay _ -> "Done. The present step goes on.";
                    case Lead.Back _ ->
                            "Done. That is over. Go on as your instructions say by now.";
                };
        return new Outcome(text, false, true, null, lead);
    }

    /** The same where the step that offered the exit was left before it was done. */
    Outcome elsewhere() {
        return new Outcome(
                "It was done, but it led nowhere: the step that it belongs to was left meanwhile.",
                true,
                lasting,
                schedule,
                null);
    }

    static Outcome result(String text) {
        return new Outcome(cut(text), false, true, null, null);
    }

    static Outcome failure(String sentence) {
        return new Outcome(sentence, true, false, null, null);
    }

    /** What was begun may have been done, all or half. */
    static Outcome timeout(Duration deadline) {
        return new Outcome(
                ("The tool did not answer within %s seconds and was stopped. It is not known what it"
                                + " has done.")
                        .formatted(
                                BigDecimal.valueOf(deadline.toMillis(), 3)
                                        .stripTrailingZeros()
                                        .toPlainString()),
                true,
                true,
                null,
                null);
    }

    /** What a tool threw, as a sentence: its first line, and no trace. */
    static Outcome thrown(Throwable failure) {
        var message = failure.getMessage();
        var line = message == null ? "" : message.strip().lines().findFirst().orElse("");
        if (line.isEmpty()) {
            return failure("The tool failed (" + failure.getClass().getSimpleName() + ").");
        }
        return failure(
                "The tool failed: "
                        + (line.length() <= MOST_REASON_CHARS
                                ? line
                                : Shortened.to(MOST_REASON_CHARS, line) + "…"));
    }

    Outcome on(Schedule wish) {
        return new Outcome(text, failed, lasting, wish, lead);
    }

    private static String cut(String text) {
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        var told = Shortened.to(MOST_CHARS, text);
        return told
                + "\n[The result was cut here: it has %d characters, and %d are told.]"
                        .formatted(text.length(), told.length());
    }
}

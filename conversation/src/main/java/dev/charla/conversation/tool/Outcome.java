package dev.charla.conversation.tool;

import dev.charla.conversation.function.Schedule;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param text told to the agent and shown to the caller
 * @param failed whether the card says so
 * @param lasting whether the same call would not be made again, where once is to be enough
 * @param schedule when the agent speaks about it; null: as its tool has it
 */
record Outcome(String text, boolean failed, boolean lasting, @Nullable Schedule schedule) {
    /** A result of a megabyte fills what a model can take in, and costs as much. */
    static final int MOST_CHARS = 16_000;

    /** A reason is a sentence, not a page. */
    private static final int MOST_REASON_CHARS = 300;

    static Outcome result(String text) {
        return new Outcome(cut(text), false, true, null);
    }

    static Outcome failure(String sentence) {
        return new Outcome(sentence, true, false, null);
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
        return new Outcome(text, failed, lasting, wish);
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

package dev.charla.engine.reply;

import java.util.List;

/**
 * What to answer.
 *
 * @param instructions the system prompt, empty when there is none
 * @param history the conversation so far, oldest first; the last line is to be answered; agent
 *     lines hold only what the caller heard
 * @param understood false when the last line was spoken and the recogniser was not sure of any word
 *     (its text is then a guess, perhaps empty)
 * @param tools functions that the answer may call; only for models with {@link
 *     ReplyModel#callsTools}
 * @param options generation options; only for models with {@link ReplyModel#takesOptions}
 */
public record ReplyRequest(
        String instructions,
        List<Entry> history,
        boolean understood,
        ReplyTools tools,
        ReplyOptions options) {
    public ReplyRequest {
        history = List.copyOf(history);
    }

    /** Without options. */
    public ReplyRequest(
            String instructions,
            List<? extends Entry> history,
            boolean understood,
            ReplyTools tools) {
        this(instructions, List.copyOf(history), understood, tools, ReplyOptions.NONE);
    }

    /** Without tools. */
    public ReplyRequest(String instructions, List<? extends Entry> history, boolean understood) {
        this(instructions, history, understood, ReplyTools.NONE);
    }

    /** The words, without calls and their results. */
    public List<Line> lines() {
        return history.stream().filter(Line.class::isInstance).map(Line.class::cast).toList();
    }

    /** The last line, or an empty line of the caller's when nothing was said yet. */
    public Line last() {
        List<Line> lines = lines();
        return lines.isEmpty() ? new Line(Party.CALLER, "") : lines.getLast();
    }

    /** The speaker of a line. */
    public enum Party {
        CALLER,
        AGENT,
        /** Instructions during the conversation. */
        SYSTEM
    }

    /** One step of the conversation. */
    public sealed interface Entry {}

    /** One turn in words. */
    public record Line(Party party, String text) implements Entry {}

    /**
     * A function call of the agent.
     *
     * @param id identifies the call; its result refers to it
     * @param arguments a JSON object, as JSON text
     */
    public record Call(String id, String name, String arguments) implements Entry {}

    /**
     * A function's result.
     *
     * @param id of the call
     */
    public record Result(String id, String output) implements Entry {}
}

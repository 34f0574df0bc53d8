package dev.charla.engine.reply;

import java.util.List;

/**
 * What is to be answered.
 *
 * @param instructions how the agent should behave, empty when nothing was said about it
 * @param history the conversation so far, oldest first, what is to be answered last; agent lines
 *     hold only what the caller heard
 * @param understood false when the last line was spoken and no word of it was made out for certain
 *     (its text is then a guess, perhaps empty)
 * @param tools what the answer may call; only for models that {@link ReplyModel#callsTools}
 * @param options wishes; only for models that {@link ReplyModel#takesOptions}
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

    /** Without wishes. */
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

    /** What was said, without calls and their results. */
    public List<Line> lines() {
        return history.stream().filter(Line.class::isInstance).map(Line.class::cast).toList();
    }

    /** The last line, or an empty one of the caller's when nothing was said yet. */
    public Line last() {
        List<Line> lines = lines();
        return lines.isEmpty() ? new Line(Party.CALLER, "") : lines.getLast();
    }

    /** Who says a line. */
    public enum Party {
        CALLER,
        AGENT,
        /** Instructions given in the course of the conversation. */
        SYSTEM
    }

    /** One step of the conversation. */
    public sealed interface Entry {}

    /** One turn in words. */
    public record Line(Party party, String text) implements Entry {}

    /**
     * The agent called a function.
     *
     * @param id by which its result refers to it
     * @param arguments a JSON object, as JSON text
     */
    public record Call(String id, String name, String arguments) implements Entry {}

    /**
     * What a function answered.
     *
     * @param id of the call
     */
    public record Result(String id, String output) implements Entry {}
}

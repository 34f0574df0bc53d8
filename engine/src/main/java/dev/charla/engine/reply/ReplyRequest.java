package dev.charla.engine.reply;

import java.util.List;

/**
 * What is to be answered.
 *
 * @param instructions how the agent should behave, empty when nothing was said about it
 * @param history the talk so far, oldest first, what is to be answered last; agent lines hold only
 *     what the caller heard
 * @param understood false when the last line was spoken and no word of it was made out for certain
 *     (its text is then a guess, perhaps empty)
 */
public record ReplyRequest(String instructions, List<Line> history, boolean understood) {
    public ReplyRequest {
        history = List.copyOf(history);
    }

    /** The last line, or an empty one of the caller's when nothing was said yet. */
    public Line last() {
        return history.isEmpty() ? new Line(Party.CALLER, "") : history.getLast();
    }

    /** Who says a line. */
    public enum Party {
        CALLER,
        AGENT,
        /** Instructions given in the course of the talk. */
        SYSTEM
    }

    /** One turn of the talk in words. */
    public record Line(Party party, String text) {}
}

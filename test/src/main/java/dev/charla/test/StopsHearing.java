package dev.charla.test;

import dev.charla.test.line.VirtualPage;
import dev.charla.test.report.Recording;
import dev.charla.test.report.Timeline;
import java.time.Duration;

/** The end of what the agent was saying when the caller began to speak. */
public final class StopsHearing {
    /** Longer than between two sentences. */
    private static final int SILENT_FRAMES = 20;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Line line;
    private final Duration after;

    private StopsHearing(Line line, Duration after) {
        this.line = line;
        this.after = after;
    }

    static StopsHearing of(Line line) {
        int from = Math.toIntExact(line.actedFrom.dividedBy(Recording.FRAME));
        boolean spoke = false;
        for (int frame = Math.max(0, from - SILENT_FRAMES); frame < recorded(line, from); frame++) {
            spoke |= VirtualPage.isLoud(line.recording.heard(frame));
        }
        if (!spoke) {
            throw line.failure("Nobody was heard when the caller began to speak.");
        }
        if (!line.until(() -> end(line, from) >= 0, LONGEST)) {
            throw line.failure("The agent did not stop within 30 s.");
        }
        return new StopsHearing(line, Recording.at(Math.max(0, end(line, from) - from)));
    }

    private static int recorded(Line line, int from) {
        return Math.min(line.recording.frames(), from + 1);
    }

    /** The frame at which the agent falls silent; -1 when that has not happened. */
    private static int end(Line line, int from) {
        int silent = 0;
        for (int frame = from; frame < line.recording.frames(); frame++) {
            silent = VirtualPage.isLoud(line.recording.heard(frame)) ? 0 : silent + 1;
            if (silent >= SILENT_FRAMES) {
                return frame + 1 - SILENT_FRAMES;
            }
        }
        return -1;
    }

    /** The agent was silent no later than {@code time} after the caller had begun. */
    public StopsHearing within(Duration time) {
        if (after.compareTo(time) > 0) {
            throw line.failure(
                    "The agent was heard for %s s while the caller spoke, and not for at most %s s."
                            .formatted(Timeline.seconds(after), Timeline.seconds(time)));
        }
        return this;
    }

    /** How long the agent was heard while the caller spoke; exact to 20 ms. */
    public Duration after() {
        return after;
    }
}

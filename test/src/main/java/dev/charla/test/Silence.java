package dev.charla.test;

import dev.charla.test.line.VirtualPage;
import dev.charla.test.report.Recording;
import dev.charla.test.report.Timeline;
import java.time.Duration;

/**
 * Dead air: neither side is heard, and it is not the caller's turn, or a tool is at work. What the
 * caller leaves unsaid in a turn of their own is none.
 */
public final class Silence {
    private final Line line;
    private final Duration longest;
    private final Duration from;

    Silence(Line line) {
        this.line = line;
        int most = 0;
        int mostFrom = 0;
        int now = 0;
        var recording = line.recording;
        for (int frame = 0; frame < recording.frames(); frame++) {
            boolean dead =
                    line.page.agentDue(frame)
                            && !VirtualPage.isLoud(recording.heard(frame))
                            && !VirtualPage.isLoud(recording.said(frame));
            now = dead ? now + 1 : 0;
            if (now > most) {
                most = now;
                mostFrom = frame + 1 - now;
            }
        }
        this.longest = Recording.at(most);
        this.from = Recording.at(mostFrom);
    }

    /** No stretch of it was longer than {@code time}. */
    public Silence neverLongerThan(Duration time) {
        if (longest.compareTo(time) > 0) {
            throw line.failure(
                    "Nobody was heard for %s s from %s s on, which is longer than %s s."
                            .formatted(
                                    Timeline.seconds(longest),
                                    Timeline.seconds(from),
                                    Timeline.seconds(time)));
        }
        return this;
    }

    /** The longest stretch; exact to 20 ms. */
    public Duration longest() {
        return longest;
    }
}

package dev.charla.test;

import dev.charla.test.report.Timeline;
import java.time.Duration;

/** Words that the caller heard. */
public final class Heard {
    private final Line line;
    private final Phrase phrase;
    private final Duration since;
    private final Duration at;

    Heard(Line line, Phrase phrase, Duration since, Duration at) {
        this.line = line;
        this.phrase = phrase;
        this.since = since;
        this.at = at;
    }

    /**
     * They began no later than {@code time} after the caller had finished, or after the end of the
     * words that were expected before.
     */
    public Heard within(Duration time) {
        if (delay().compareTo(time) > 0) {
            throw line.failure(
                    "The caller heard %s after %s s, and not within %s s."
                            .formatted(phrase, Timeline.seconds(delay()), Timeline.seconds(time)));
        }
        return this;
    }

    /** How long the caller waited for them; negative when they had begun before. */
    public Duration delay() {
        return at.minus(since);
    }
}

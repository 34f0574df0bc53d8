package dev.charla.test;

import dev.charla.test.report.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * How long the answers of the conversation took, from the end of the caller's words to the first
 * sound that they heard.
 */
public final class AnswerTimes {
    private final Line line;

    AnswerTimes(Line line) {
        this.line = line;
    }

    /** No answer took longer than {@code time}. */
    public AnswerTimes neverLongerThan(Duration time) {
        for (var one : all()) {
            if (one.compareTo(time) > 0) {
                throw line.failure(
                        "An answer was heard after %s s, and not within %s s."
                                .formatted(Timeline.seconds(one), Timeline.seconds(time)));
            }
        }
        return this;
    }

    /** Of each answer, in order. */
    public List<Duration> all() {
        return line.page.latencies().stream()
                .map(latency -> Duration.ofMillis(latency.totalMs()))
                .toList();
    }
}

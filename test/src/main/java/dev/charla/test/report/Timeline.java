package dev.charla.test.report;

import dev.charla.test.report.Recording.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A conversation as lines of text, for people who look for what went wrong. */
public final class Timeline {
    private Timeline() {}

    /** One line for each thing that happened, with its time in seconds. */
    public static String of(List<Entry> entries) {
        return entries.stream().map(Timeline::line).collect(Collectors.joining("\n"));
    }

    private static String line(Entry entry) {
        var to = entry.to();
        return String.format(
                Locale.ROOT,
                "%8s %8s  %-6s  %s",
                seconds(entry.from()),
                to == null ? "" : "– " + seconds(to),
                entry.lane().name().toLowerCase(Locale.ROOT),
                entry.text());
    }

    /** {@code 1.25}, in seconds. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toMillis() / 1_000.0);
    }
}

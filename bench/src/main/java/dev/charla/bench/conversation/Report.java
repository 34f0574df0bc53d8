package dev.charla.bench.conversation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The findings as a table for people. */
final class Report {
    /** In the order they happen; others, of a newer version, follow. */
    private static final List<String> STAGES =
            List.of(
                    "endpoint",
                    "transcript",
                    "response",
                    "first_text",
                    "first_audio_in",
                    "first_audio_out",
                    "audible",
                    "total");

    private final ConversationOptions options;
    private final int conversations;
    private final Findings findings;
    private final int mostAtOnce;

    Report(ConversationOptions options, int conversations, Findings findings, int mostAtOnce) {
        this.options = options;
        this.conversations = conversations;
        this.findings = findings;
        this.mostAtOnce = mostAtOnce;
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d of %d conversations held to the end, at most %d at once; %d turns %s%n%n",
                findings.conversationsHeld,
                conversations,
                mostAtOnce,
                findings.utterances,
                options.wav() == null ? "typed" : "spoken");
        out.printf("%-34s %6s %9s %9s %9s%n", "milliseconds", "n", "p50", "p95", "max");
        out.println("Since the end of the caller's words, as Charla tells");
        for (String stage : stages()) {
            row(out, stage, findings.stages().get(stage));
        }
        out.println("As the caller sees it");
        row(out, "first audio frame", findings.firstFrame);
        row(out, "barge-in to listening", findings.bargeInHeard);
        row(out, "barge-in to playback.stop", findings.bargeInStopped);
        row(out, "lateness of this program", findings.lateness);
        out.println();
        count(out, "audio frames after playback.stop", findings.staleFrames);
        count(out, "underruns of playback", findings.underruns);
        count(out, "answers before the end of speech", findings.answeredEarly);
        if (options.bargeIn()) {
            count(out, "answers too short to interrupt", findings.tooShortToInterrupt);
        }
        count(out, "conversations that failed", conversations - findings.conversationsHeld);
        for (Map.Entry<String, Integer> failure : findings.failures().entrySet()) {
            count(out, "  " + failure.getKey(), failure.getValue());
        }
    }

    /**
     * Prints what the process that was talked to needed.
     *
     * @param used processor time
     * @param took how long the conversations lasted
     */
    void printCpu(Duration used, Duration took, PrintStream out) {
        double processors = (double) used.toMillis() / Math.max(1, took.toMillis());
        out.printf(
                Locale.ROOT,
                "processors that Charla needed       %5.2f, for each conversation %.3f%n%n",
                processors,
                processors / conversations);
    }

    private List<String> stages() {
        var names = new ArrayList<>(STAGES);
        for (String name : findings.stages().keySet()) {
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static void row(PrintStream out, String name, @Nullable Figures figures) {
        if (figures == null || figures.count() == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "  %-32s %6d %9.1f %9.1f %9.1f%n",
                name,
                figures.count(),
                figures.percentile(50),
                figures.percentile(95),
                figures.max());
    }

    private static void count(PrintStream out, String name, int count) {
        out.printf("%-34s %6d%n", name, count);
    }
}

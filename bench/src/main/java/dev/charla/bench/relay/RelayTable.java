package dev.charla.bench.relay;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints figures as they come. */
final class RelayTable {
    private static final double BUSY_LOAD = 0.85;

    private final PrintStream out;

    RelayTable(PrintStream out) {
        this.out = out;
    }

    void begin(Machine machine) {
        out.printf(
                "%s, %d processors, %s, %s; %s%n",
                machine.processor(),
                machine.processors(),
                machine.system(),
                machine.java(),
                machine.pinning());
        out.println(
                "Added latency in ms, from when a frame was due, and how late the load sent it (own); CPU for one frame each way, and the kernel's part; heap after a collection; how many times longer than at its fastest a fixed piece of work takes on that processor, which others may share (slow x)");
        out.println(
                "relay          ms conversations leg      p50     p99   p99.9      max own p99 wrong  CPU us kernel CPU%  B/frame  heap MB  RSS MB load% slow x setup ms");
    }

    void step(Step step) {
        leg(step, "up", step.up());
        out.println();
        leg(step, "down", step.down());
        out.printf(
                Locale.ROOT,
                "  %6.1f %6.1f %4.0f %8.0f %8.1f %7.1f %5.0f %6.2f %8.0f%n",
                step.cpuMicros(),
                step.kernelMicros(),
                step.cpuShare() * 100,
                step.allocatedBytes(),
                step.heapKilobytes() / 1024,
                step.residentKilobytes() / 1024,
                step.loadShare() * 100,
                step.slowdown(),
                step.setUp().p99());
        whatWasWrong("up", step.up());
        whatWasWrong("down", step.down());
        if (step.droppedFrames() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  the relay itself counted %.0f frames of callers as dropped%n",
                    step.droppedFrames());
        }
        if (step.brokenConversations() > 0) {
            out.printf("  %d conversations ended before their time%n", step.brokenConversations());
        }
        if (step.loadShare() > BUSY_LOAD) {
            out.println("  the load itself was busy: its processor limits these figures");
        }
        out.flush();
    }

    private void leg(Step step, String name, Leg.Figures leg) {
        out.printf(
                Locale.ROOT,
                "%-14s%3d %5d %-4s %7.2f %7.2f %7.2f %8.2f %7.2f %5d",
                step.relay(),
                step.frameMs(),
                step.conversations(),
                name,
                leg.p50(),
                leg.p99(),
                leg.p999(),
                leg.max(),
                leg.ownLateP99(),
                leg.wrong());
    }

    private void whatWasWrong(String name, Leg.Figures leg) {
        if (leg.wrong() > 0) {
            out.printf(
                    "  %s: %d frames lost, %d late, %d changed%n",
                    name, leg.lost(), leg.late(), leg.changed());
        }
    }

    void ending(Ending ending) {
        var storm = ending.storm();
        if (storm != null) {
            out.printf(
                    Locale.ROOT,
                    "  storm: %d conversations in a second, first sound after p50 %.0f, p99 %.0f, max %.0f ms%n",
                    storm.count(),
                    storm.p50(),
                    storm.p99(),
                    storm.max());
        }
        var bargeIn = ending.bargeIn();
        if (bargeIn != null) {
            out.printf(
                    Locale.ROOT,
                    "  barge-in: %d, page told after p50 %.2f, p99 %.2f, max %.2f ms%n",
                    bargeIn.count(),
                    bargeIn.p50(),
                    bargeIn.p99(),
                    bargeIn.max());
        }
        out.printf(
                Locale.ROOT,
                "  all pages left: %d sessions ended after p50 %.0f, max %.0f ms; %d still open after 5 s%n",
                ending.closing().count(),
                ending.closing().p50(),
                ending.closing().max(),
                ending.leftOpen());
        out.flush();
    }

    void failed(String what) {
        out.println(what);
        out.flush();
    }

    /** What Charla's processor time is in terms of the others'. */
    void ratios(List<Step> steps) {
        for (Step ours : steps) {
            if (!ours.relay().equals(Contender.CHARLA.word())) {
                continue;
            }
            for (Contender other : Contender.values()) {
                if (other == Contender.CHARLA || other == Contender.NOTHING) {
                    continue;
                }
                find(steps, other.word(), ours)
                        .ifPresent(theirs ->
                                out.printf(
                                        Locale.ROOT,
                                        "%d conversations, %d ms: charla needs %.2f x the processor time of %s%n",
                                        ours.conversations(),
                                        ours.frameMs(),
                                        ours.cpuMicros() / theirs.cpuMicros(),
                                        theirs.relay()));
            }
        }
    }

    private static Optional<Step> find(List<Step> steps, String relay, Step like) {
        return steps.stream()
                .filter(step ->
                        step.relay().equals(relay)
                                && step.conversations() == like.conversations()
                                && step.frameMs() == like.frameMs())
                .findFirst();
    }
}

package dev.charla.bench.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Conversations that come and go for a long time, and whether anything is left of those that went.
 * Used by one thread.
 */
final class Soak {
    private static final int LONGEST_CONVERSATION_SECONDS = 60;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** What a Java heap may differ by between two looks at the same number of conversations. */
    private static final double FLAT_KILOBYTES = 8 * 1024;

    private static final double LONGEST_CLOSING_MS = 1000;
    private static final long SEED = 11;

    private final RelayOptions options;
    private final Pinning pinning;
    private final PrintStream out;
    private final HttpClient http;
    private final Random random = new Random(SEED);
    private final List<Look> looks = new ArrayList<>();

    Soak(RelayOptions options, Pinning pinning, PrintStream out, HttpClient http) {
        this.options = options;
        this.pinning = pinning;
        this.out = out;
        this.http = http;
    }

    /** One look at the process. */
    private record Look(
            String when, double heapKilobytes, double residentKilobytes, int threads, int files) {}

    /** Whether all was as it should be. */
    boolean run() throws IOException, InterruptedException {
        int conversations = options.conversations().getLast();
        out.printf(
                "%d conversations that come and go for %d s, each up to %d s long%n",
                conversations, options.soak().toSeconds(), LONGEST_CONVERSATION_SECONDS);
        out.println("when         heap MB   RSS MB  threads  files");
        try (var run =
                Run.start(options, pinning, Contender.CHARLA, options.frames().getFirst(), http)) {
            warm(run, conversations);
            look(run, "empty, warm");
            int held = comeAndGo(run, conversations);
            int left = run.leaveAll();
            TimeUnit.SECONDS.sleep(5);
            look(run, "empty again");
            return judge(run, held, left);
        }
    }

    /** Everything that is made once is made here. */
    private void warm(Run run, int conversations) throws IOException, InterruptedException {
        fill(run, conversations);
        run.awaitStanding(conversations);
        TimeUnit.SECONDS.sleep(10);
        run.leaveAll();
        TimeUnit.SECONDS.sleep(5);
    }

    private static void fill(Run run, int conversations) throws IOException, InterruptedException {
        for (int missing = conversations - run.load().ask(() -> run.load().all().size());
                missing > 0;
                missing--) {
            run.open();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private int comeAndGo(Run run, int conversations) throws IOException, InterruptedException {
        var load = run.load();
        load.ask(() -> {
            load.tally().reset();
            load.up().count(true);
            load.down().count(true);
            return 0;
        });
        long end = System.nanoTime() + options.soak().toNanos();
        long look = System.nanoTime() + LOOK_EVERY.toNanos();
        while (System.nanoTime() < end) {
            fill(run, conversations);
            TimeUnit.MILLISECONDS.sleep(LONGEST_CONVERSATION_SECONDS * 500L / conversations);
            load.ask(() -> {
                List<Conversation> standing = load.standing();
                if (!standing.isEmpty()) {
                    standing.get(random.nextInt(standing.size())).leave();
                }
                return 0;
            });
            if (System.nanoTime() > look) {
                look += LOOK_EVERY.toNanos();
                long seconds =
                        options.soak().toSeconds()
                                - TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime());
                look(run, "after " + seconds + " s");
            }
        }
        load.ask(() -> {
            load.up().count(false);
            load.down().count(false);
            return 0;
        });
        return (int) (long) load.ask(() -> load.tally().closing().count());
    }

    private void look(Run run, String when) throws IOException {
        var probe = run.probe();
        var look =
                new Look(
                        when,
                        probe == null ? Double.NaN : probe.liveHeapBytes() / 1024.0,
                        run.process().residentKilobytes(),
                        run.process().threads(),
                        run.process().descriptors());
        looks.add(look);
        out.printf(
                Locale.ROOT,
                "%-12s %7.1f %8.1f %8d %6d%n",
                look.when(),
                look.heapKilobytes() / 1024,
                look.residentKilobytes() / 1024,
                look.threads(),
                look.files());
        out.flush();
    }

    private boolean judge(Run run, int held, int left) throws IOException, InterruptedException {
        var load = run.load();
        double dropped = run.droppedFrames();
        var closing = load.ask(() -> load.tally().closing());
        int broken = load.ask(() -> load.tally().brokenConversations());
        var up = load.up().figures();
        var down = load.down().figures();
        out.printf(
                Locale.ROOT,
                "%d conversations came and went, %d broke; p99 up %.2f ms, down %.2f ms%n"
                        + "frames up: %d, of which %d lost (the relay counted %.0f as dropped), %d late, %d changed%n"
                        + "frames down: %d, of which %d lost, %d late, %d changed%n"
                        + "sessions ended after p50 %.0f, p99 %.0f, max %.0f ms; %d still open after 5 s%n",
                held,
                broken,
                up.p99(),
                down.p99(),
                up.frames(),
                up.lost(),
                dropped,
                up.late(),
                up.changed(),
                down.frames(),
                down.lost(),
                down.late(),
                down.changed(),
                closing.p50(),
                closing.p99(),
                closing.max(),
                left);
        Look first = looks.getFirst();
        Look last = looks.getLast();
        boolean good = true;
        good &= holds("heap flat", last.heapKilobytes() - first.heapKilobytes() < FLAT_KILOBYTES);
        good &= holds("no thread left", last.threads() <= first.threads());
        good &= holds("no file left", last.files() <= first.files());
        good &= holds("no session left", left == 0);
        good &= holds("sessions ended within a second", closing.max() <= LONGEST_CLOSING_MS);
        good &= holds("no conversation broke", broken == 0);
        good &=
                holds(
                        "frames in order and unchanged",
                        up.late() + up.changed() + down.wrong() == 0);
        good &= holds("no frame lost but counted ones", up.lost() <= dropped);
        return good;
    }

    private boolean holds(String what, boolean holds) {
        out.printf("%-32s %s%n", what, holds ? "yes" : "NO");
        return holds;
    }
}

package dev.charla.bench.relay;

import dev.charla.bench.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends frames through relays both ways, and prints how much later they come out and at what cost.
 */
public final class RelayBench {
    private static final Duration BETWEEN_CONVERSATIONS = Duration.ofMillis(7);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** After that the compiler has little left to do about the load: it sends in time. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final int FEWEST_WARMING_CONVERSATIONS = 200;

    /** More than these a plain relay may not be able to serve. */
    private static final int MOST_WARMING_CONVERSATIONS = 400;

    /** Until what waited while it answered has been passed on. */
    private static final Duration AFTER_QUESTIONS = Duration.ofSeconds(3);

    /** Until what waited while the whole heap was collected has been passed on. */
    private static final Duration AFTER_COLLECTION = Duration.ofSeconds(5);

    private final RelayOptions options;
    private final Pinning pinning;
    private final RelayTable table;
    private final HttpClient http;
    private final Yardstick yardstick;
    private final List<Step> steps = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private RelayBench(
            RelayOptions options,
            Pinning pinning,
            PrintStream out,
            HttpClient http,
            Yardstick yardstick) {
        this.options = options;
        this.pinning = pinning;
        this.table = new RelayTable(out);
        this.http = http;
        this.yardstick = yardstick;
    }

    /**
     * Measures what the options name.
     *
     * @param arguments what follows the bench's name
     * @return whether every conversation was held to the end and every frame came in order
     * @throws UsageException when the arguments cannot be followed
     */
    public static boolean run(List<String> arguments, PrintStream out)
            throws UsageException, IOException, InterruptedException {
        var options = RelayOptions.parse(arguments);
        var pinning = options.pinned() ? Pinning.apart(options.processor()) : Pinning.NONE;
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            if (!options.soak().isZero()) {
                return new Soak(options, pinning, out, http).run();
            }
            try (var yardstick = new Yardstick(pinning::beMeasured)) {
                return new RelayBench(options, pinning, out, http, yardstick).measureAll();
            }
        }
    }

    private boolean measureAll() throws IOException, InterruptedException {
        var machine = Machine.here(pinning);
        table.begin(machine);
        warmUp();
        for (int frameMs : options.frames()) {
            for (Contender contender : options.against()) {
                try (var run = Run.start(options, pinning, contender, frameMs, http)) {
                    measure(contender, run);
                    complaints(contender, run);
                } catch (IOException failure) {
                    failures.add(contender.word() + ": " + failure.getMessage());
                    table.failed(failures.getLast());
                }
            }
        }
        table.ratios(steps);
        var report = new RelayReport(machine, steps, endings, failures);
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), report.json());
        }
        if (options.picture().isPresent()) {
            Files.writeString(options.picture().get(), RelayPicture.of(steps));
        }
        return failures.isEmpty() && steps.stream().allMatch(Step::whole);
    }

    /**
     * Has the load's own code compiled before it measures anything: what comes first would be
     * blamed for frames that the load sends late.
     */
    private void warmUp() throws IOException, InterruptedException {
        int conversations =
                Math.clamp(
                        Collections.max(options.conversations()),
                        FEWEST_WARMING_CONVERSATIONS,
                        MOST_WARMING_CONVERSATIONS);
        // A relay that changes what it passes on, so that both forms are made and read.
        Contender relay = Contender.NETTY;
        try (var run = Run.start(options, pinning, relay, options.frames().getFirst(), http)) {
            stand(run, 0, conversations);
            count(run.load(), WARM_UP); // measuring is code as well
            run.leaveAll();
        }
    }

    /** Opens conversations until there are {@code conversations}, and waits for them. */
    private static void stand(Run run, int open, int conversations)
            throws IOException, InterruptedException {
        for (int next = open; next < conversations; next++) {
            run.open();
            TimeUnit.NANOSECONDS.sleep(BETWEEN_CONVERSATIONS.toNanos());
        }
        run.awaitStanding(conversations);
    }

    private void complaints(Contender contender, Run run) {
        String complaints = run.process().complaints();
        if (!complaints.isEmpty()) {
            table.failed(contender.word() + " said: " + complaints);
        }
    }

    private void measure(Contender contender, Run run) throws IOException, InterruptedException {
        int open = 0;
        for (int conversations : options.conversations()) {
            stand(run, open, conversations);
            open = Math.max(open, conversations);
            // The first time its code is loaded, which takes time from the frames.
            Questions.ask(run);
            TimeUnit.SECONDS.sleep(options.settleSeconds());
            Step step = step(contender, run, conversations);
            steps.add(step);
            table.step(step);
        }
        if (run.probe() != null) {
            TimeUnit.NANOSECONDS.sleep(AFTER_COLLECTION.toNanos());
        }
        Tally.Times storm = options.storm() > 0 ? storm(run) : null;
        Tally.Times bargeIn = contender == Contender.CHARLA ? bargeIn(run) : null;
        int left = run.leaveAll();
        var closing = run.load().ask(() -> run.load().tally().closing());
        var ending = new Ending(contender.word(), storm, bargeIn, closing, left);
        endings.add(ending);
        table.ending(ending);
    }

    private Step step(Contender contender, Run run, int conversations)
            throws IOException, InterruptedException {
        var load = run.load();
        var probe = run.probe();
        var setUp = load.ask(() -> load.tally().setUp());
        var asked = Questions.ask(run);
        TimeUnit.NANOSECONDS.sleep(AFTER_QUESTIONS.toNanos());
        yardstick.begin();
        var before = run.process().cpu();
        long began = System.nanoTime();
        long idle = count(load, Duration.ofSeconds(options.seconds()));
        double nanos = System.nanoTime() - began;
        var cpu = run.process().cpu().since(before);
        double slowdown = yardstick.slowdown();
        var then = Questions.ask(run);
        var up = load.up().figures();
        var down = load.down().figures();
        double roundTrips = Math.max(1, Math.min(up.frames(), down.frames()));
        return new Step(
                contender.word(),
                load.frameMs(),
                conversations,
                up,
                down,
                cpu.all() / roundTrips,
                cpu.kernel() / roundTrips,
                cpu.all() * 1000 / nanos,
                then.allocatedSince(asked) * nanos / Math.max(1, up.frames() + down.frames()),
                // Last, for it has everything stand still, and what waits behind it is late for
                // seconds.
                probe == null ? Double.NaN : probe.liveHeapBytes() / 1024.0,
                run.process().residentKilobytes(),
                1 - idle / nanos,
                slowdown,
                then.droppedFrames() - asked.droppedFrames(),
                setUp,
                takeBroken(load));
    }

    /**
     * What only the relay itself can tell.
     *
     * @param allocatedBytes on the Java heap so far; NaN where it is not Java
     * @param droppedFrames of callers so far; NaN where it does not count that
     */
    private record Questions(long nanos, double allocatedBytes, double droppedFrames) {
        static Questions ask(Run run) throws IOException, InterruptedException {
            var probe = run.probe();
            double dropped = run.droppedFrames();
            double allocated = probe == null ? Double.NaN : probe.allocatedBytes();
            return new Questions(System.nanoTime(), allocated, dropped);
        }

        /** Bytes in each nanosecond. */
        double allocatedSince(Questions before) {
            return (allocatedBytes - before.allocatedBytes) / (nanos - before.nanos);
        }
    }

    /** Counts for so long; gives the load's idle time. */
    private static long count(Load load, Duration time) throws InterruptedException {
        load.ask(() -> {
            load.takeIdleNanos();
            load.up().count(true);
            load.down().count(true);
            return 0;
        });
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        return load.ask(() -> {
            load.up().count(false);
            load.down().count(false);
            return load.takeIdleNanos();
        });
    }

    private static int takeBroken(Load load) throws InterruptedException {
        return load.ask(() -> {
            int broken = load.tally().brokenConversations();
            load.tally().reset();
            return broken;
        });
    }

    /** Interrupts every answer, evenly within two seconds, and lets the next one begin. */
    private static Tally.Times bargeIn(Run run) throws InterruptedException {
        var load = run.load();
        List<Conversation> conversations = load.ask(load::standing);
        for (Conversation conversation : conversations) {
            load.ask(() -> {
                var service = conversation.service();
                if (service != null) {
                    conversation.interrupted();
                    service.interrupt();
                }
                return 0;
            });
            TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(2) / conversations.size());
        }
        TimeUnit.SECONDS.sleep(1);
        return load.ask(() -> load.tally().bargeIn());
    }

    /** Opens many conversations within a second, whatever becomes of those before. */
    private Tally.Times storm(Run run) throws InterruptedException, IOException {
        int standing = run.load().ask(() -> run.load().standing().size());
        long began = System.nanoTime();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < options.storm(); i++) {
            long due = began + i * (TimeUnit.SECONDS.toNanos(1) / options.storm());
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                                    run.open();
                                } catch (IOException failure) {
                                    table.failed(
                                            "a conversation of the storm: " + failure.getMessage());
                                } catch (InterruptedException _) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        run.awaitStanding(standing + options.storm());
        return run.load().ask(() -> run.load().tally().setUp());
    }
}

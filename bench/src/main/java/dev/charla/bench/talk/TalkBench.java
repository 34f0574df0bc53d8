package dev.charla.bench.talk;

import dev.charla.bench.UsageException;
import dev.charla.loop.Ticker;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Holds several talks at once and adds up what they measured. */
public final class TalkBench {
    /** Callers do not begin in one instant, nor speak in step. */
    private static final Duration BETWEEN_TALKS = Duration.ofMillis(100);

    private final TalkOptions options;
    private final int talks;
    private final @Nullable Speech speech;
    private final HttpClient http;
    private final Ticker ticker = Ticker.system();
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    private TalkBench(TalkOptions options, int talks, @Nullable Speech speech, HttpClient http) {
        this.options = options;
        this.talks = talks;
        this.speech = speech;
        this.http = http;
    }

    /**
     * Holds talks and prints what was measured.
     *
     * @param arguments what follows the bench's name
     * @return whether every talk was held to its end
     * @throws UsageException when the arguments cannot be followed
     */
    public static boolean run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        var options = TalkOptions.parse(arguments);
        var wav = options.wav();
        var speech = wav == null ? null : Speech.read(wav);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var http =
                        HttpClient.newBuilder()
                                .connectTimeout(options.patience())
                                .executor(threads)
                                .build()) {
            boolean all = true;
            for (int talks : options.talks()) {
                all &= new TalkBench(options, talks, speech, http).measure(out);
            }
            return all;
        }
    }

    private boolean measure(PrintStream out) throws InterruptedException {
        var before = cpu();
        long began = ticker.nanos();
        var findings = holdAll();
        var took = Duration.ofNanos(ticker.nanos() - began);
        var report = new Report(options, talks, findings, mostOpen.get());
        report.print(out);
        var after = cpu();
        if (before.isPresent() && after.isPresent()) {
            report.printCpu(after.get().minus(before.get()), took, out);
        }
        return findings.talksHeld == talks;
    }

    private Optional<Duration> cpu() {
        return options.pid().isPresent()
                ? TalkOptions.cpuOf(options.pid().getAsLong())
                : Optional.empty();
    }

    private Findings holdAll() throws InterruptedException {
        var held = new ArrayList<Future<Findings>>();
        var factory = Thread.ofVirtual().name("caller-", 1).factory();
        try (var callers = Executors.newThreadPerTaskExecutor(factory)) {
            for (int talk = 0; talk < talks; talk++) {
                held.add(callers.submit(this::hold));
                Thread.sleep(BETWEEN_TALKS);
            }
            var all = new Findings();
            for (var talk : held) {
                all.add(talk.get());
            }
            return all;
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a caller broke down", bug.getCause());
        }
    }

    private Findings hold() throws InterruptedException {
        var findings = new Findings();
        var door = new Door(http, json, options.site(), options.patience());
        try (var socket = TalkSocket.open(http, json, ticker, door.open(), options.patience())) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            try {
                var page = new Page(socket, ticker, findings, speech != null);
                new Caller(page, ticker, findings, options, speech).talk();
            } finally {
                open.decrementAndGet();
            }
        } catch (TalkFailure failure) {
            findings.failed(failure);
        }
        return findings;
    }
}

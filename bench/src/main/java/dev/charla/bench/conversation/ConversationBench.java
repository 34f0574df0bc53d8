package dev.charla.bench.conversation;

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

/** Holds several conversations at once and adds up what they measured. */
public final class ConversationBench {
    /** Callers do not begin in one instant, nor speak in step. */
    private static final Duration BETWEEN_CONVERSATIONS = Duration.ofMillis(100);

    private final ConversationOptions options;
    private final int conversations;
    private final @Nullable Speech speech;
    private final HttpClient http;
    private final Ticker ticker = Ticker.system();
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    private ConversationBench(
            ConversationOptions options,
            int conversations,
            @Nullable Speech speech,
            HttpClient http) {
        this.options = options;
        this.conversations = conversations;
        this.speech = speech;
        this.http = http;
    }

    /**
     * Holds conversations and prints what was measured.
     *
     * @param arguments what follows the bench's name
     * @return whether every conversation was held to its end
     * @throws UsageException when the arguments cannot be followed
     */
    public static boolean run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        var options = ConversationOptions.parse(arguments);
        var wav = options.wav();
        var speech = wav == null ? null : Speech.read(wav);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var http =
                        HttpClient.newBuilder()
                                .connectTimeout(options.patience())
                                .executor(threads)
                                .build()) {
            boolean all = true;
            for (int conversations : options.conversations()) {
                all &= new ConversationBench(options, conversations, speech, http).measure(out);
            }
            return all;
        }
    }

    private boolean measure(PrintStream out) throws InterruptedException {
        var before = cpu();
        long began = ticker.nanos();
        var findings = holdAll();
        var took = Duration.ofNanos(ticker.nanos() - began);
        var report = new Report(options, conversations, findings, mostOpen.get());
        report.print(out);
        var after = cpu();
        if (before.isPresent() && after.isPresent()) {
            report.printCpu(after.get().minus(before.get()), took, out);
        }
        return findings.conversationsHeld == conversations;
    }

    private Optional<Duration> cpu() {
        return options.pid().isPresent()
                ? ConversationOptions.cpuOf(options.pid().getAsLong())
                : Optional.empty();
    }

    private Findings holdAll() throws InterruptedException {
        var held = new ArrayList<Future<Findings>>();
        var factory = Thread.ofVirtual().name("caller-", 1).factory();
        try (var callers = Executors.newThreadPerTaskExecutor(factory)) {
            for (int conversation = 0; conversation < conversations; conversation++) {
                held.add(callers.submit(this::hold));
                Thread.sleep(BETWEEN_CONVERSATIONS);
            }
            var all = new Findings();
            for (var conversation : held) {
                all.add(conversation.get());
            }
            return all;
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a caller broke down", bug.getCause());
        }
    }

    private Findings hold() throws InterruptedException {
        var findings = new Findings();
        var door = new Door(http, json, options.site(), options.patience());
        try (var socket =
                ConversationSocket.open(http, json, ticker, door.open(), options.patience())) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            try {
                var page = new Page(socket, ticker, findings, speech != null);
                new Caller(page, ticker, findings, options, speech).conversation();
            } finally {
                open.decrementAndGet();
            }
        } catch (ConversationFailure failure) {
            findings.failed(failure);
        }
        return findings;
    }
}

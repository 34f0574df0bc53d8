package dev.charla.boot.browser;

import dev.charla.conversation.browser.PageMessage.Latency;
import dev.charla.conversation.options.ConversationObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Counts and times what conversations do. */
final class MeteredConversation implements ConversationObserver {
    /** Where a flow is entered and left. */
    private static final String NO_STEP = "none";

    private final MeterRegistry meters;
    private final LongConsumer tokens;
    private final ConversationObserver events;

    /**
     * @param tokens told what each answer used
     * @param events told of what becomes an event of the application
     */
    MeteredConversation(MeterRegistry meters, LongConsumer tokens, ConversationObserver events) {
        this.events = events;
        this.meters = meters;
        this.tokens = tokens;
    }

    @Override
    public void answered(Latency latency) {
        timer("charla.first.audio", "End of the caller's speech to the first audible sample.")
                .record(Duration.ofMillis(latency.totalMs()));
        events.answered(latency);
    }

    @Override
    public void playbackStopped(boolean bySpeech, Duration took, boolean told) {
        timer("charla.barge.in.stop", "Telling a page to be silent to its answer.").record(took);
    }

    @Override
    public void turnVoid() {
        counter("charla.barge.in.false", "Speech without words that nothing answered.").increment();
    }

    @Override
    public void staleAudio(long samples) {
        counter("charla.audio.stale.samples", "Audio that came for a response already over.")
                .increment((double) samples);
    }

    @Override
    public void callerAudioDropped(long bytes) {
        counter("charla.audio.dropped.bytes", "Audio of callers that could not be kept or sent.")
                .increment((double) bytes);
    }

    @Override
    public void pageHeldBack() {
        counter("charla.pages.slow", "Times that a page took audio so slowly that it waited.")
                .increment();
    }

    @Override
    public void noticed(String code) {
        meters.counter("charla.notices", "code", code).increment();
    }

    @Override
    public void used(long count) {
        counter("charla.tokens", "Tokens of answers, as the service counts them.")
                .increment((double) count);
        tokens.accept(count);
    }

    @Override
    public void toolCalled(String name, boolean failed, Duration took) {
        Timer.builder("charla.tool")
                .description("From a call of a tool of the application's own to its result.")
                .tag("tool", name)
                .tag("failed", String.valueOf(failed))
                .register(meters)
                .record(took);
        events.toolCalled(name, failed, took);
    }

    @Override
    public void handedOff(String from, String to) {
        meters.counter("charla.hand.offs", "from", from, "to", to).increment();
        events.handedOff(from, to);
    }

    @Override
    public void stepTaken(String flow, @Nullable String from, @Nullable String to) {
        Counter.builder("charla.flow.steps")
                .description("Times that a flow went from one step to another.")
                .tag("flow", flow)
                .tag("from", from == null ? NO_STEP : from)
                .tag("to", to == null ? NO_STEP : to)
                .register(meters)
                .increment();
        events.stepTaken(flow, from, to);
    }

    @Override
    public void toolLate() {
        counter("charla.tool.late", "Results of tools that came when nobody waited any more.")
                .increment();
    }

    @Override
    public void guardRuled(String guard, boolean replaced) {
        Counter.builder("charla.guard.stops")
                .description("Times that a guard did not let words pass.")
                .tag("guard", guard)
                .tag("verdict", replaced ? "replace" : "stop")
                .register(meters)
                .increment();
    }

    @Override
    public void guardFailed(String guard) {
        Counter.builder("charla.guard.failures")
                .description("Times that a guard threw, or did not decide in time.")
                .tag("guard", guard)
                .register(meters)
                .increment();
    }

    @Override
    public void serviceLost(String code) {
        meters.counter("charla.service.lost", "code", code).increment();
    }

    @Override
    public void serviceRegained(Duration gap) {
        timer("charla.service.gap", "How long conversations were without their service.")
                .record(gap);
    }

    @Override
    public void sessionRenewed() {
        counter("charla.sessions.renewed", "Sessions replaced before their end.").increment();
    }

    @Override
    public void pageBack(Duration away) {
        timer("charla.page.away", "How long pages that came back were away.").record(away);
    }

    @Override
    public void ended(String code, boolean failed, Duration age) {
        meters.counter("charla.conversations.ended", "code", code, "failed", String.valueOf(failed))
                .increment();
        timer("charla.conversation", "How long conversations last.").record(age);
        events.ended(code, failed, age);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}

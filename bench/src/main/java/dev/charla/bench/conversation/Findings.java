package dev.charla.bench.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, all times in milliseconds. Confined to one thread at a time. */
final class Findings {
    /** From the end of the caller's words to the first binary message of the answer. */
    final Figures firstFrame = new Figures();

    /** From the first frame of a barge-in to the state {@code listening}. */
    final Figures bargeInHeard = new Figures();

    /** From the first frame of a barge-in to {@code playback.stop}. */
    final Figures bargeInStopped = new Figures();

    /** How late the caller's own 20 ms steps came: above a few, the generator is overloaded. */
    final Figures lateness = new Figures();

    /** What Charla's {@code latency} messages say, {@code total} among it. */
    private final Map<String, Figures> stages = new LinkedHashMap<>();

    /** How often conversations failed in each way. */
    private final Map<String, Integer> failures = new TreeMap<>();

    int conversationsHeld;
    int utterances;

    /** Answers that began before the caller had finished, whose latency has no meaning. */
    int answeredEarly;

    /** Answers that were over before they could be interrupted. */
    int tooShortToInterrupt;

    int staleFrames;
    int underruns;

    void stage(String name, long atMs) {
        stages.computeIfAbsent(name, _ -> new Figures()).add((double) atMs);
    }

    void failed(ConversationFailure failure) {
        failures.merge(String.valueOf(failure.getMessage()), 1, Integer::sum);
    }

    Map<String, Figures> stages() {
        return stages;
    }

    Map<String, Integer> failures() {
        return failures;
    }

    /** Takes over what another conversation measured. */
    void add(Findings other) {
        firstFrame.addAll(other.firstFrame);
        bargeInHeard.addAll(other.bargeInHeard);
        bargeInStopped.addAll(other.bargeInStopped);
        lateness.addAll(other.lateness);
        other.stages.forEach((name, figures) ->
                stages.computeIfAbsent(name, _ -> new Figures()).addAll(figures));
        other.failures.forEach((name, count) -> failures.merge(name, count, Integer::sum));
        conversationsHeld += other.conversationsHeld;
        utterances += other.utterances;
        answeredEarly += other.answeredEarly;
        tooShortToInterrupt += other.tooShortToInterrupt;
        staleFrames += other.staleFrames;
        underruns += other.underruns;
    }
}

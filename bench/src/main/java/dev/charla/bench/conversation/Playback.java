package dev.charla.bench.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps account of what a page would play, in samples at 24 kHz, and of what it would say about it.
 * Nothing sounds. Like the page it waits for 60 ms of audio before it begins and after it ran dry.
 * Confined to the caller's thread.
 */
final class Playback {
    static final int SAMPLES_PER_MS = 24;

    private static final int PREBUFFER_SAMPLES = 60 * SAMPLES_PER_MS;
    private static final int PROGRESS_SAMPLES = 250 * SAMPLES_PER_MS;
    private static final long NONE = -1;

    /** Not played to the end yet, by number. */
    private final TreeMap<Long, Part> parts = new TreeMap<>();

    /** Samples heard of those that are over. */
    private final Map<Long, Long> heard = new HashMap<>();

    private List<FromCaller> reports = new ArrayList<>();
    private long stoppedUpTo = NONE;
    private int staleFrames;
    private int underruns;

    /** Audio came. */
    void add(long response, int samples) {
        if (response <= stoppedUpTo) {
            staleFrames++;
            return;
        }
        parts.computeIfAbsent(response, _ -> new Part()).received += samples;
    }

    /** No more audio comes for a response, which need not have had any. */
    void end(long response) {
        if (response <= stoppedUpTo || heard.containsKey(response)) {
            return;
        }
        parts.computeIfAbsent(response, _ -> new Part()).complete = true;
        finish();
    }

    /** Drops a response and all before it, and reports what was heard of each. */
    void stop(long response) {
        stoppedUpTo = Math.max(stoppedUpTo, response);
        var dropped = parts.headMap(response, true);
        for (var entry : dropped.entrySet()) {
            heard.put(entry.getKey(), entry.getValue().played);
            if (entry.getKey() < response) {
                reports.add(
                        new FromCaller.PlaybackStopped(entry.getKey(), entry.getValue().played));
            }
        }
        dropped.clear();
        reports.add(new FromCaller.PlaybackStopped(response, heard.getOrDefault(response, 0L)));
    }

    /**
     * Time passes: so many samples are played, as far as they are there.
     *
     * @return whether any were
     */
    boolean play(int samples) {
        long left = samples;
        while (left > 0 && !parts.isEmpty()) {
            long response = parts.firstKey();
            long played = parts.firstEntry().getValue().play(response, left);
            left -= played;
            finish();
            if (played == 0) {
                break;
            }
        }
        return left < samples;
    }

    private void finish() {
        while (!parts.isEmpty() && parts.firstEntry().getValue().isOver()) {
            var over = parts.pollFirstEntry();
            heard.put(over.getKey(), over.getValue().played);
            reports.add(new FromCaller.PlaybackFinished(over.getKey(), over.getValue().played));
        }
    }

    /** Whether all that came has been played or dropped, and no more is known to come. */
    boolean isSilent() {
        return parts.isEmpty();
    }

    /** Samples heard of the response that plays; zero when none does. */
    long audibleSamples() {
        return parts.isEmpty() ? 0 : parts.firstEntry().getValue().played;
    }

    /** Binary messages that came for responses which had been stopped. */
    int staleFrames() {
        return staleFrames;
    }

    /** How often audio ran out in the middle of a response. */
    int underruns() {
        return underruns;
    }

    /** What to tell Charla since the last call. */
    List<FromCaller> takeReports() {
        var taken = reports;
        reports = new ArrayList<>();
        return taken;
    }

    /** One response. */
    private final class Part {
        private long received;
        private long played;
        private long reported;
        private boolean complete;
        private boolean started;
        private boolean buffering = true;

        boolean isOver() {
            return complete && played == received;
        }

        /** How many of at most {@code most} samples were there to play. */
        long play(long response, long most) {
            long there = received - played;
            if (buffering && there < PREBUFFER_SAMPLES && !complete) {
                return 0;
            }
            if (there == 0) {
                buffering = true;
                underruns++;
                return 0;
            }
            buffering = false;
            if (!started) {
                started = true;
                reports.add(new FromCaller.PlaybackStarted(response));
            }
            long now = Math.min(there, most);
            played += now;
            if (played - reported >= PROGRESS_SAMPLES && !isOver()) {
                reported = played;
                reports.add(new FromCaller.PlaybackProgress(response, played));
            }
            return now;
        }
    }
}

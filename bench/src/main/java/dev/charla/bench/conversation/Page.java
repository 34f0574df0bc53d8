package dev.charla.bench.conversation;

import dev.charla.loop.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One end of a stream that behaves as the page does: every 20 ms it sends a frame from the
 * microphone, speech or silence, and plays 20 ms of what came. Confined to the caller's thread;
 * nothing happens but in {@link #step}. Times are by the ticker it was given.
 */
final class Page {
    static final long NEVER = Long.MIN_VALUE;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TICK_SAMPLES = 20 * Playback.SAMPLES_PER_MS;

    private final ConversationSocket socket;
    private final Ticker ticker;
    private final Findings findings;
    private final Playback playback = new Playback();
    private final boolean microphone;

    private long nextTick;
    private @Nullable Speech speech;
    private int framesSaid;
    private long wordsBeganAt = NEVER;
    private long wordsEndedAt = NEVER;

    private String state = "idle";
    private boolean ended;
    private boolean sounding;
    private long busyAt;
    private long listeningAt = NEVER;
    private long stopAt = NEVER;
    private long newestResponse = -1;
    private long newestBefore = -1;
    private long firstFrameAt = NEVER;

    /**
     * A page on an open stream.
     *
     * @param microphone whether it is on; if not, {@link Caller} tells Charla so
     */
    Page(ConversationSocket socket, Ticker ticker, Findings findings, boolean microphone) {
        this.socket = socket;
        this.ticker = ticker;
        this.findings = findings;
        this.microphone = microphone;
        busyAt = ticker.nanos();
        nextTick = busyAt + TICK_NANOS;
    }

    /** Waits for a message or the next 20 ms, whichever is first, and deals with it. */
    void step() throws ConversationFailure, InterruptedException {
        long now = ticker.nanos();
        if (now >= nextTick) {
            findings.lateness.add((now - nextTick) / 1e6);
            nextTick += TICK_NANOS;
            tick(now);
            return;
        }
        var arrival = socket.poll(nextTick - now);
        switch (arrival) {
            case null -> {}
            case Arrival.Audio(long at, long response, int samples) -> hear(at, response, samples);
            case Arrival.Said(long at, FromCharla message) -> take(at, message);
            case Arrival.Closed(ConversationFailure failure) -> throw failure;
        }
        report();
    }

    private void tick(long now) throws ConversationFailure, InterruptedException {
        if (microphone) {
            sendFrame(now);
        }
        sounding = playback.play(TICK_SAMPLES);
        report();
        if (!state.equals("ready") || !playback.isSilent()) {
            busyAt = now;
        }
    }

    private void sendFrame(long now) throws ConversationFailure, InterruptedException {
        var words = speech;
        if (words == null) {
            socket.send(Speech.silence());
            return;
        }
        if (framesSaid == 0) {
            wordsBeganAt = now;
        }
        socket.send(words.frame(framesSaid));
        framesSaid++;
        if (framesSaid == words.frames()) {
            speech = null;
            wordsEndedAt = ticker.nanos();
        }
    }

    private void hear(long at, long response, int samples) {
        newestResponse = Math.max(newestResponse, response);
        if (firstFrameAt == NEVER && response > newestBefore) {
            firstFrameAt = at;
        }
        playback.add(response, samples);
    }

    private void take(long at, FromCharla message) throws ConversationFailure {
        switch (message) {
            case FromCharla.State(String now) -> {
                state = now;
                if (now.equals("listening")) {
                    listeningAt = at;
                }
            }
            case FromCharla.PlaybackStop(long response) -> {
                stopAt = at;
                playback.stop(response);
            }
            case FromCharla.PlaybackEnd(long response, long _) -> playback.end(response);
            case FromCharla.Latency latency -> {
                latency.stages().forEach(stage -> findings.stage(stage.name(), stage.atMs()));
                findings.stage("total", latency.totalMs());
            }
            case FromCharla.Ended(String code, boolean failed) -> {
                if (failed || !code.equals("stopped")) {
                    throw ConversationFailure.ended(code);
                }
                ended = true;
            }
            case FromCharla.Other() -> {}
        }
    }

    private void report() throws ConversationFailure, InterruptedException {
        for (var report : playback.takeReports()) {
            socket.send(report);
        }
    }

    /** Sends a message from outside the microphone and the loudspeaker. */
    void send(FromCaller message) throws ConversationFailure, InterruptedException {
        socket.send(message);
    }

    /** Sends typed words. */
    void type(String words) throws ConversationFailure, InterruptedException {
        awaitNewAnswer();
        wordsBeganAt = ticker.nanos();
        socket.send(new FromCaller.Text(words));
        wordsEndedAt = ticker.nanos();
        busyAt = wordsEndedAt;
    }

    /** Begins to speak with the next frame. */
    void say(Speech words) {
        awaitNewAnswer();
        speech = words;
        framesSaid = 0;
        busyAt = ticker.nanos();
    }

    private void awaitNewAnswer() {
        newestBefore = newestResponse;
        firstFrameAt = NEVER;
        wordsBeganAt = NEVER;
        wordsEndedAt = NEVER;
    }

    /** For how long it has been the caller's turn, with nothing left to play, in nanoseconds. */
    long quietNanos() {
        return ticker.nanos() - busyAt;
    }

    /** Whether the caller speaks or hears something now. */
    boolean isSounding() {
        return speech != null || sounding;
    }

    /** When the first frame of the last words was sent, or {@link #NEVER}. */
    long wordsBeganAt() {
        return wordsBeganAt;
    }

    /** When all of the last words had been sent, or {@link #NEVER}. */
    long wordsEndedAt() {
        return wordsEndedAt;
    }

    /** When the first audio came of an answer newer than the last words' begin. */
    long firstFrameAt() {
        return firstFrameAt;
    }

    /** When Charla last said that it hears the caller. */
    long listeningAt() {
        return listeningAt;
    }

    /** When Charla last said to stop playing. */
    long stopAt() {
        return stopAt;
    }

    /** Whether Charla has confirmed the end of the conversation. */
    boolean isEnded() {
        return ended;
    }

    Playback playback() {
        return playback;
    }
}

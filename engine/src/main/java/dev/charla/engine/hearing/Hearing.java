package dev.charla.engine.hearing;

import dev.charla.audio.AudioEncoding;
import dev.charla.engine.endpointing.EndOfUtterance;
import dev.charla.engine.endpointing.Prosody;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.endpointing.TurnDetector;
import dev.charla.engine.endpointing.TurnDetector.Verdict;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.json.AudioBytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The input side of a session: audio in any format becomes frames, frames become turns, turns
 * become words. Confined to the session's loop; the recogniser's results are passed to that loop.
 *
 * <p>With manual turns the detector still runs, so that recognition starts while the caller speaks,
 * but nothing is reported before the commit.
 */
public final class Hearing {
    /** Maximum length of a turn: nobody speaks that long, but a radio does. */
    static final Duration LONGEST_TURN = Duration.ofSeconds(60);

    /** Azure's minimum for a commit. */
    public static final Duration SHORTEST_COMMIT = Duration.ofMillis(100);

    /** A filler such as "uh-huh" is shorter: longer speech is reported as an onset. */
    private static final long LONGEST_FILLER_MS = 1_200;

    private static final int SAMPLES_PER_MS = SpeechDetector.SAMPLE_RATE_HZ / 1_000;
    private static final int FRAME_MS = SpeechDetector.FRAME_SAMPLES / SAMPLES_PER_MS;

    /** Longest prefix padding, 2 s, plus longest onset decision, 2 s, plus a frame. */
    private static final int RECENT_MS = 4_020;

    private final TurnDetector turns;
    private final Recognizer recognizer;
    private final SessionLoop loop;
    private final Supplier<ItemId> ids;
    private final BooleanSupplier agentIsHeard;
    private final HearingListener listener;
    private RecentAudio recent = new RecentAudio(RECENT_MS * SAMPLES_PER_MS);
    private final InputAudio input = new InputAudio(this::frame);
    private final Reports reports;
    private final Lull lull = new Lull();
    private final Deque<Turn> finishing = new ArrayDeque<>();

    private TurnTaking taking = TurnTaking.PLAIN;
    private boolean byHand;
    private long bufferedMs;
    private @Nullable Turn current;
    private @Nullable Pause pause;
    private boolean closed;

    /**
     * @param agentIsHeard whether the client plays the agent's audio now, as far as the engine
     *     knows
     */
    public Hearing(
            SpeechDetector detector,
            Recognizer recognizer,
            SessionLoop loop,
            Supplier<ItemId> ids,
            BooleanSupplier agentIsHeard,
            HearingListener listener) {
        this.turns = new TurnDetector(detector, TurnDetectorOptions.DEFAULT);
        this.recognizer = recognizer;
        this.loop = loop;
        this.reports = new Reports(loop);
        this.ids = ids;
        this.agentIsHeard = agentIsHeard;
        this.listener = listener;
    }

    /** Sets the input format from now on. */
    public void format(AudioEncoding encoding) {
        input.format(encoding);
    }

    /** Sets the filters from now on. Resets what they have learned about the room. */
    public void clean(Cleaning changed) {
        input.clean(changed);
    }

    /** Records the agent's audio that is sent to the client; mono at the synthesiser's rate. */
    public void agentSays(short[] samples) {
        input.agentSays(samples);
    }

    /** The client discards the agent's audio that it has not played. */
    public void agentIsCut() {
        input.agentIsCut();
    }

    /** Switches to automatic turns. */
    public void turnsByVoice(TurnTaking changed) {
        taking = changed;
        turns.use(changed.options(agentIsHeard.getAsBoolean()));
        if (byHand) {
            clear();
            recent = recent.holding(RECENT_MS * SAMPLES_PER_MS);
        }
        byHand = false;
    }

    /**
     * Switches to manual turns, which end by {@link #commit} only. Detected speech starts
     * recognition; the turn also contains all audio appended before it.
     */
    public void turnsByHand() {
        if (!byHand) {
            recent = recent.holding((int) LONGEST_TURN.toMillis() * SAMPLES_PER_MS);
        }
        byHand = true;
    }

    /** More audio in the input format. */
    public void append(AudioBytes audio) {
        input.append(audio);
    }

    /**
     * Processes one frame.
     *
     * @param samples for recognition
     * @param forTurns the same moment, for turn detection
     */
    private void frame(short[] samples, short[] forTurns, int offset) {
        recent.add(samples, offset, SpeechDetector.FRAME_SAMPLES);
        bufferedMs += FRAME_MS;
        Turn turn = current;
        if (turn != null) {
            turn.audio(samples, offset, SpeechDetector.FRAME_SAMPLES);
        }
        if (taking.speechOverAgent() != null) {
            turns.use(taking.options(agentIsHeard.getAsBoolean()));
        }
        switch (turns.accept(forTurns, offset)) {
            case Verdict.Unchanged _ -> unchanged();
            case Verdict.Onset(var startMs) -> onset(startMs);
            case Verdict.Offset(var endMs, var silence, var voiced) ->
                    offset(endMs, silence, voiced);
        }
        if (current != null) {
            hush(current);
        }
        reports.take();
    }

    /** Starts recognition of the utterance as soon as the turn may end. */
    private void hush(Turn turn) {
        switch (lull.accept(turns.hearsSpeech())) {
            case BEGINS -> turn.quiet();
            case ENDS -> turn.goesOn();
            case NONE -> {}
        }
    }

    private void unchanged() {
        Pause waiting = pause;
        if (waiting != null && turns.positionMs() >= waiting.untilMs()) {
            endPause();
        }
        Turn turn = current;
        if (turn != null && turn.held && !mayBeFiller(turn)) {
            announce(turn);
        }
        cutEndlessTurn();
    }

    private boolean mayBeFiller(Turn turn) {
        return agentIsHeard.getAsBoolean()
                && turns.positionMs() - turn.startMs
                        < LONGEST_FILLER_MS + taking.detector().prefixPadding().toMillis();
    }

    private void onset(long startMs) {
        forgetPause();
        if (current != null) {
            return;
        }
        Turn turn = open(recent.from(byHand ? 0 : startMs * SAMPLES_PER_MS));
        turn.startMs = startMs;
        turn.held = !byHand && taking.ignoresFillers() && agentIsHeard.getAsBoolean();
        current = turn;
        if (!byHand && !turn.held) {
            listener.speechStarted(turn.item, startMs);
        }
    }

    /** Reports the onset late: the speech was not a filler. */
    private void announce(Turn turn) {
        turn.held = false;
        listener.speechStarted(turn.item, turn.startMs);
    }

    private void offset(long endMs, Duration silence, Duration voiced) {
        Turn turn = current;
        if (turn == null) {
            return;
        }
        turn.voiced = turn.voiced.plus(voiced);
        if (byHand) {
            return;
        }
        EndOfUtterance judge = taking.endOfUtterance();
        Prosody prosody = judge == null ? Prosody.UNKNOWN : prosody(endMs, silence);
        if (judge != null && !judge.endsAfter(turn.latest, prosody)) {
            Duration wait = judge.longestWait();
            pause =
                    new Pause(
                            turn,
                            prosody,
                            endMs + wait.toMillis(),
                            // Do not wait forever for a client that sends nothing more.
                            loop.after(wait, this::endPause));
            return;
        }
        stop(turn, endMs);
    }

    private Prosody prosody(long endMs, Duration silence) {
        long spokenUntilMs = endMs - silence.toMillis();
        short[] since = recent.from((spokenUntilMs - Prosody.USEFUL_MS) * SAMPLES_PER_MS);
        int quiet = (int) (silence.toMillis() * SAMPLES_PER_MS);
        return Prosody.of(Arrays.copyOf(since, Math.max(0, since.length - quiet)));
    }

    private void endPause() {
        Pause waiting = pause;
        if (waiting != null) {
            forgetPause();
            stop(waiting.turn(), turns.positionMs());
        }
    }

    private void forgetPause() {
        if (pause != null) {
            pause.timer().cancel();
            pause = null;
        }
    }

    private void stop(Turn turn, long endMs) {
        turn.endMs = endMs;
        if (!turn.held) {
            listener.speechStopped(turn.item, endMs);
        }
        complete(turn);
    }

    private void cutEndlessTurn() {
        Turn turn = current;
        if (turn != null && !byHand && turn.lengthMs > LONGEST_TURN.toMillis()) {
            turns.endTurn();
            forgetPause();
            turn.voiced = LONGEST_TURN;
            stop(turn, turns.positionMs());
        }
    }

    /**
     * Ends the turn here, even with automatic turns. If no speech was detected, the turn is the
     * appended audio: the last {@link #LONGEST_TURN} with manual turns, otherwise the last four
     * seconds.
     *
     * @return how much audio was waiting, in ms; nothing was committed when it is less than {@link
     *     #SHORTEST_COMMIT}
     */
    public long commit() {
        long waiting = bufferedMs;
        Turn turn = current;
        forgetPause();
        if (turn == null) {
            if (waiting < SHORTEST_COMMIT.toMillis()) {
                return waiting;
            }
            turn = open(recent.from(0));
            current = turn;
        } else if (!byHand) {
            if (turn.held) {
                announce(turn);
            }
            listener.speechStopped(turn.item, turns.positionMs());
        }
        turns.endTurn();
        // A client that commits manually means all that it sent, however little of it was speech.
        turn.voiced = Duration.ofMillis(Math.max(waiting, turn.lengthMs));
        complete(turn);
        reports.take();
        return Math.max(waiting, SHORTEST_COMMIT.toMillis());
    }

    /** Discards audio that was appended and not committed. */
    public void clear() {
        Turn turn = current;
        current = null;
        forgetPause();
        if (turn != null) {
            turn.cancel();
        }
        turns.endTurn();
        recent.forget();
        bufferedMs = 0;
    }

    private Turn open(short[] from) {
        Turn turn = new Turn(ids.get());
        lull.forget();
        if (!recognizer.isReady()) {
            turn.result =
                    new Heard.Failed(
                            "warming_up",
                            "Speech recognition is still warming up. Try again in a few seconds, or"
                                    + " type.");
            return turn;
        }
        try {
            turn.utterance = recognizer.open(turn);
        } catch (RecognizerBusyException e) {
            turn.result =
                    new Heard.Failed(
                            "recognizer_busy",
                            "Too many people are speaking at once. Try again in a moment, or"
                                    + " type.");
        }
        turn.audio(from, 0, from.length);
        return turn;
    }

    private void complete(Turn turn) {
        current = null;
        bufferedMs = 0;
        recent.forget();
        finishing.add(turn);
        if (!turn.held) {
            listener.committed(turn.item);
        }
        turn.finish();
        deliver();
    }

    /** Reports finished turns in order. */
    private void deliver() {
        while (!closed) {
            Turn first = finishing.peek();
            if (first == null || first.result == null) {
                return;
            }
            finishing.remove();
            if (first.held) {
                if (first.result instanceof Heard.Words(var words, _)
                        && Fillers.only(words.text())) {
                    continue;
                }
                announce(first);
                listener.speechStopped(first.item, first.endMs);
                listener.committed(first.item);
            }
            listener.heard(first.item, first.result);
        }
    }

    /** Audio appended since the session began, in ms. */
    public long positionMs() {
        return turns.positionMs();
    }

    /** Whether somebody speaks right now. */
    public boolean isSpeaking() {
        return !byHand && (turns.isSpeaking() || pause != null);
    }

    /** Whether the recognition of an ended turn is pending. */
    public boolean isFinishing() {
        return !finishing.isEmpty();
    }

    /** Ends everything; no more reports. Idempotent. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        clear();
        finishing.forEach(Turn::cancel);
        finishing.clear();
        turns.close();
    }

    /** A pause in the middle of a sentence, it seems. */
    private record Pause(Turn turn, Prosody prosody, long untilMs, SessionLoop.Timer timer) {}

    /** One turn in recognition. */
    private final class Turn implements Recognizer.Listener {
        final ItemId item;
        final StableWords words = new StableWords();
        Recognizer.@Nullable Utterance utterance;
        @Nullable Heard result;
        Duration voiced = Duration.ZERO;
        String latest = "";
        long lengthMs;
        long startMs;
        long endMs;

        /** Not reported yet, because it may be only a filler. */
        boolean held;

        Turn(ItemId item) {
            this.item = item;
        }

        void audio(short[] samples, int offset, int length) {
            lengthMs += length / SAMPLES_PER_MS;
            if (utterance != null && lengthMs <= LONGEST_TURN.toMillis()) {
                utterance.audio(samples, offset, length);
            }
        }

        void quiet() {
            if (utterance != null) {
                utterance.quiet();
            }
        }

        void goesOn() {
            if (utterance != null) {
                utterance.goesOn();
            }
        }

        void finish() {
            if (utterance != null) {
                utterance.finish();
            }
        }

        void cancel() {
            if (utterance != null) {
                utterance.cancel();
                utterance = null;
            }
        }

        @Override
        public void partial(String text) {
            reports.add(() -> {
                if (closed || result != null || utterance == null) {
                    return; // over, or cancelled while this was on its way
                }
                latest = text;
                if (!byHand) {
                    heardMore(text);
                }
            });
        }

        private void heardMore(String text) {
            if (held && !Fillers.only(text) && this.equals(current)) {
                announce(this);
            }
            String addition = words.add(text);
            if (!addition.isEmpty() && !held) {
                listener.partial(item, addition);
            }
            EndOfUtterance judge = taking.endOfUtterance();
            if (pause != null
                    && pause.turn().equals(this)
                    && judge != null
                    && judge.endsAfter(text, pause.prosody())) {
                endPause();
            }
        }

        @Override
        public void done(Hypothesis hypothesis) {
            reports.add(() -> end(new Heard.Words(hypothesis, voiced)));
        }

        @Override
        public void failed(String reason) {
            reports.add(() -> end(new Heard.Failed("recognition_failed", reason)));
        }

        private void end(Heard heard) {
            result = heard;
            deliver();
        }
    }
}

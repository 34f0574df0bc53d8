package dev.charla.engine.response;

import dev.charla.engine.reply.ReplyException;
import dev.charla.engine.reply.ReplySink;
import dev.charla.engine.synthesis.SentenceSplitter;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer in progress. One thread generates the words and another one their audio, so that the
 * first sentence plays while the rest is still being written.
 *
 * <p>{@link #start} and {@link #cancel} are called on the session's loop. After {@code cancel} the
 * listener gets no more calls, even if the threads are still busy.
 */
public final class AnswerRun {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerRun.class);

    /**
     * Bound of sentences that wait to be spoken; the model pauses when it is reached. A sentence is
     * about three seconds of speech.
     */
    private static final int WAITING_SENTENCES = 16;

    /** Longer than a small model takes for a sentence; later words would not help. */
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(2);

    private static final String NOT_MADE = "The answer could not be made.";
    private static final String NOT_SPOKEN = "The answer could not be spoken.";

    private final String name;
    private final AnswerSource source;
    private final Voicing voicing;
    private final SessionLoop loop;
    private final AnswerListener listener;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(WAITING_SENTENCES);
    private final @Nullable Interim interim;

    // Confined to the loop.
    private boolean over;
    private SessionLoop.@Nullable Timer latency;
    private SpeechThreads.@Nullable Work filler;

    // Written on the loop before the speaker starts, which reads the writer.
    private SpeechThreads.@Nullable Work writer;
    private SpeechThreads.@Nullable Work speaker;

    // Set by whichever speaks first; a filler just before the first words does no harm.
    private volatile boolean begun;

    // Written by the writer thread before the end, read after it.
    private volatile ResponseLife.Ending ending = ResponseLife.Ending.COMPLETED;

    // Written by the writer thread before any part that it affects, read by the speaker thread
    // after taking that part.
    private volatile Manner manner;

    /** What the speaker thread takes from the writer thread. */
    private sealed interface Part {
        record Words(String text) implements Part {}

        record Call(String name, String arguments) implements Part {}

        record End() implements Part {}
    }

    /**
     * How an answer is spoken.
     *
     * @param spoken whether it is spoken at all
     * @param voice a voice of the synthesiser
     * @param rate factor on the speaking rate from the voice's settings, multiplied with the
     *     manner's
     * @param pool computes the audio; one thread per core
     */
    public record Voicing(
            boolean spoken,
            Synthesizer synthesizer,
            String voice,
            double rate,
            Manner manner,
            SpeechThreads pool,
            AudioAllowance allowance) {}

    /**
     * @param name name of the threads, for thread dumps
     * @param interim null for silence; only spoken answers have one
     */
    public AnswerRun(
            String name,
            AnswerSource source,
            Voicing voicing,
            @Nullable Interim interim,
            SessionLoop loop,
            AnswerListener listener) {
        this.name = name;
        this.source = source;
        this.voicing = voicing;
        this.interim = voicing.spoken() ? interim : null;
        this.loop = loop;
        this.listener = listener;
        this.manner = voicing.manner();
    }

    /** Starts. */
    public void start() {
        writer = voicing.pool().start("reply-" + name, this::write);
        if (voicing.spoken()) {
            speaker = voicing.pool().start("speech-" + name, this::speak);
        }
        if (interim != null && interim.afterWaiting() != null) {
            latency = loop.after(interim.afterWaiting(), this::sayInterim);
        }
    }

    private void sayInterim() {
        if (over || begun || interim == null) {
            return;
        }
        switch (interim.words()) {
            case Interim.Words.Known(var text) -> {
                if (parts.offer(new Part.Words(text))) {
                    begun = true;
                }
            }
            case Interim.Words.MadeUp(var maker) -> filler = madeUp(maker);
        }
    }

    /** Generates words that are said unless the answer has begun by then. */
    private SpeechThreads.Work madeUp(Interim.Maker maker) {
        return voicing.pool()
                .start(
                        "interim-" + name,
                        () -> {
                            try {
                                String text = maker.words();
                                if (!begun
                                        && !text.isBlank()
                                        && parts.offer(new Part.Words(text))) {
                                    begun = true;
                                }
                            } catch (InterruptedException e) {
                                // Cancelled, or too late: this thread ends here.
                                Thread.currentThread().interrupt();
                            } catch (ReplyException e) {
                                // The model's failures are logged where it is called, once.
                                LOG.atDebug()
                                        .addKeyValue("code", e.code())
                                        .log("an interim response could not be made");
                            } catch (RuntimeException | Error e) {
                                // The answer itself may still be made.
                                LOG.atError()
                                        .addKeyValue("response", name)
                                        .addKeyValue("failure", Thrown.where(e))
                                        .log("an interim response failed");
                            }
                        });
    }

    /** Cancels the answer. Idempotent. */
    public void cancel() {
        end();
        interrupt(writer);
        interrupt(speaker);
        interrupt(filler);
    }

    private static void interrupt(SpeechThreads.@Nullable Work work) {
        if (work != null) {
            work.interrupt();
        }
    }

    /** For tests: waits until both threads have ended. */
    void awaitThreads(Duration patience) {
        try {
            if ((writer != null && !writer.join(patience))
                    || (speaker != null && !speaker.join(patience))) {
                throw new IllegalStateException("an answer's thread still runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        SentenceSplitter splitter = new SentenceSplitter();
        try {
            source.write(new Writer(splitter));
            if (voicing.spoken()) {
                for (String sentence : splitter.finish()) {
                    put(new Part.Words(sentence));
                }
                put(new Part.End());
            } else {
                tell(this::made);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Cancelled, and the loop knows: the listener gets nothing of this.
            tell(() -> failed("server_error", NOT_MADE));
        } catch (ReplyException e) {
            // A chat model's failures are logged where it is called, once.
            LOG.atDebug()
                    .addKeyValue("response", name)
                    .addKeyValue("code", e.code())
                    .addKeyValue("failure", Thrown.where(e))
                    .log("an answer could not be made");
            tell(() -> failed(e.code(), e.getMessage()));
        } catch (RuntimeException | Error e) {
            reportBug(e);
            tell(() -> failed("server_error", NOT_MADE));
        }
    }

    private void put(Part part) throws InterruptedException {
        voicing.pool().pause(() -> parts.offer(part), () -> parts.put(part));
    }

    private Part take() throws InterruptedException {
        AtomicReference<@Nullable Part> taken = new AtomicReference<>();
        voicing.pool()
                .pause(
                        () -> {
                            taken.set(parts.poll());
                            return taken.get() != null;
                        },
                        () -> taken.set(parts.take()));
        return Objects.requireNonNull(taken.get());
    }

    /** Receives the words and passes on whole sentences. */
    private final class Writer implements ReplySink {
        private final SentenceSplitter splitter;

        Writer(SentenceSplitter splitter) {
            this.splitter = splitter;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            begun = true;
            if (!voicing.spoken()) {
                tell(() -> listener.text(delta));
                return;
            }
            for (String sentence : splitter.add(delta)) {
                put(new Part.Words(sentence));
            }
        }

        @Override
        public void call(String name, String arguments) throws InterruptedException {
            if (!voicing.spoken()) {
                tell(() -> listener.call(name, arguments));
                return;
            }
            if (!begun && interim != null && interim.beforeCalls()) {
                sayBeforeCall(interim.words());
            }
            begun = true;
            for (String sentence : splitter.finish()) {
                put(new Part.Words(sentence));
            }
            put(new Part.Call(name, arguments));
        }

        /** Limits how long a call waits for interim words. */
        private void sayBeforeCall(Interim.Words words) throws InterruptedException {
            switch (words) {
                case Interim.Words.Known(var text) -> put(new Part.Words(text));
                case Interim.Words.MadeUp(var maker) -> {
                    SpeechThreads.Work making = madeUp(maker);
                    try {
                        boolean _ = making.join(LONGEST_MAKING);
                    } finally {
                        making.interrupt();
                    }
                }
            }
        }

        @Override
        public void cutShort() {
            ending = ResponseLife.Ending.MAX_TOKENS;
        }

        @Override
        public void withheld() {
            ending = ResponseLife.Ending.CONTENT_FILTER;
        }

        @Override
        public void manner(double rate, double gain) {
            Manner changed = new Manner(rate, gain);
            manner = changed;
            tell(() -> listener.manner(changed));
        }
    }

    private void speak() {
        try {
            speakParts();
            tell(this::made);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Cancelled, and the loop knows: the listener gets nothing of this.
            tell(() -> failed("server_error", NOT_SPOKEN));
        } catch (SynthesisException e) {
            LOG.atError()
                    .addKeyValue("response", name)
                    .addKeyValue("failure", Thrown.where(e))
                    .log("an answer could not be spoken");
            tell(() -> failed("speech_synthesis_failed", NOT_SPOKEN));
        } catch (RejectedExecutionException e) {
            // The engine is closing, and so are its sessions.
            tell(() -> failed("server_error", NOT_SPOKEN));
        } catch (RuntimeException | Error e) {
            reportBug(e);
            tell(() -> failed("server_error", NOT_SPOKEN));
        } finally {
            // Only after the failure is reported: otherwise the writer would report its interrupt
            // first.
            interrupt(writer);
        }
    }

    private void speakParts() throws InterruptedException, SynthesisException {
        boolean first = true;
        while (true) {
            switch (take()) {
                case Part.Words(var sentence) -> {
                    String words = first ? sentence : " " + sentence;
                    first = false;
                    tell(() -> listener.sentence(words));
                    voice(sentence);
                }
                case Part.Call(var name, var arguments) -> {
                    first = true;
                    tell(() -> listener.call(name, arguments));
                }
                case Part.End _ -> {
                    return;
                }
            }
        }
    }

    /** Synthesises on the pool, so that at most one sentence per core is computed at a time. */
    private void voice(String sentence) throws InterruptedException, SynthesisException {
        Manner now = manner;
        Synthesizer.Sentence said =
                new Synthesizer.Sentence(
                        sentence,
                        voicing.voice(),
                        // The product of two valid factors may be out of range.
                        Math.clamp(
                                now.rate() * voicing.rate(),
                                Synthesizer.SLOWEST,
                                Synthesizer.FASTEST),
                        Math.clamp(now.gain(), 0, Synthesizer.LOUDEST));
        if (!voicing.synthesizer().canSpeak(voicing.voice(), sentence)) {
            tell(listener::unspoken);
        }
        Future<?> made =
                voicing.pool()
                        .submit(() -> {
                            voicing.synthesizer().speak(said, new Passing());
                            return null;
                        });
        try {
            made.get();
        } catch (InterruptedException e) {
            made.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SynthesisException failure -> throw failure;
                case InterruptedException _ -> throw new InterruptedException();
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Passes audio to the loop. */
    private final class Passing implements Synthesizer.Sink {
        @Override
        public void audio(short[] samples) throws InterruptedException {
            int ms = millis(samples.length);
            voicing.pool()
                    .await(
                            () -> voicing.allowance().tryTake(ms),
                            () -> voicing.allowance().take(ms));
            loop.execute(() -> {
                if (over) {
                    voicing.allowance().giveBack(ms);
                } else {
                    guarded(() -> listener.audio(samples));
                }
            });
        }

        @Override
        public void timing(SpeechTiming timing) {
            tell(() -> listener.timing(timing));
        }
    }

    /** The allowance that this many samples use. */
    public static int millis(int samples) {
        return samples * 1_000 / Synthesizer.SAMPLE_RATE_HZ;
    }

    private void tell(Runnable what) {
        loop.execute(() -> {
            if (!over) {
                guarded(what);
            }
        });
    }

    /**
     * An exception of the listener ends the answer, but not the loop; the listener gets nothing
     * more of it.
     */
    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException | Error e) {
            reportBug(e);
            if (!over) {
                failed("server_error", NOT_MADE);
            }
        }
    }

    private void end() {
        over = true;
        if (latency != null) {
            latency.cancel();
        }
    }

    private void made() {
        end();
        listener.made(ending);
    }

    private void failed(String code, String message) {
        cancel();
        listener.failed(code, message);
    }

    /** Omits the exception's message, which may quote what was said. */
    private void reportBug(Throwable e) {
        LOG.atError()
                .addKeyValue("response", name)
                .addKeyValue("failure", Thrown.where(e))
                .log("an answer failed");
    }
}

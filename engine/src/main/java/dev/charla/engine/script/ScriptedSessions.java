package dev.charla.engine.script;

import dev.charla.engine.EngineParts;
import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.leg.IdSource;
import dev.charla.engine.mcp.McpConnector;
import dev.charla.engine.recognition.DeafRecognizer;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.response.SpeechThreads;
import dev.charla.engine.script.Script.Part;
import dev.charla.engine.script.Script.VoiceKind;
import dev.charla.engine.session.SessionCasting;
import dev.charla.engine.session.SessionParts;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.loop.SessionLoop;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays a script in every session of an engine. Any thread. */
public final class ScriptedSessions implements SessionCasting, AutoCloseable {
    private static final String BRINGS_ITS_OWN = "a scripted session brings its own";

    private final Script script;
    private final AtomicInteger sessions = new AtomicInteger();

    /** Scripted voices wait rather than compute, so that a thread for each costs nothing. */
    private final @Nullable ExecutorService pool;

    private final SpeechThreads threads;

    public ScriptedSessions(Script script) {
        this.script = script;
        this.pool =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("scripted-speech-", 0).factory());
        this.threads = SpeechThreads.unlimited(pool);
    }

    /**
     * With threads of somebody else, who ends them.
     *
     * @param threads of every session
     */
    public ScriptedSessions(Script script, SpeechThreads threads) {
        this.script = script;
        this.pool = null;
        this.threads = threads;
    }

    /**
     * What an engine is made with that plays this script: of the engine's own only what the script
     * leaves to it, so that nothing else is loaded.
     */
    public EngineParts parts(
            Supplier<SpeechDetector.Factory> detectors,
            Supplier<Recognizer> recognizer,
            Supplier<ReplyModel> replies,
            Supplier<Synthesizer> synthesizer,
            McpConnector mcp) {
        return new EngineParts(
                script.hearing() == Part.ENGINE
                        ? detectors.get()
                        : () -> {
                            throw new IllegalStateException(BRINGS_ITS_OWN);
                        },
                script.hearing() == Part.ENGINE ? recognizer.get() : new DeafRecognizer(),
                script.answers() == Part.ENGINE ? replies.get() : new Speechless(),
                script.voice() == VoiceKind.ENGINE
                        ? synthesizer.get()
                        : new ToneSynthesizer(null, false),
                mcp);
    }

    @Override
    public Cast cast(SessionParts shared, SessionLoop loop, ClientLeg leg) {
        int number = sessions.incrementAndGet();
        ScriptRun run = new ScriptRun(script, number, loop, threads);
        IdSource ids = IdSource.seeded(script.seed() + number);
        ScriptedDetector detector = new ScriptedDetector(run);
        boolean hears = script.hearing() == Part.SCRIPT;
        InstantSource clock = script::clock;
        SessionParts parts =
                shared.with(
                        hears ? () -> detector : shared.detectors(),
                        hears
                                ? new ScriptedRecognizer(run, detector::heardOnlyNoise)
                                : shared.recognizer(),
                        script.answers() == Part.SCRIPT
                                ? new ScriptedReplyModel(run)
                                : shared.replies(),
                        voice(run, shared.synthesizer()),
                        new ScriptedMcpConnector(run, shared.mcp()),
                        threads,
                        ids,
                        clock);
        ScriptedLeg between = new ScriptedLeg(run, leg, ids);
        return new Cast(parts, between, between);
    }

    private Synthesizer voice(ScriptRun run, Synthesizer shared) {
        return switch (script.voice()) {
            case TONE -> new ToneSynthesizer(run, true);
            case SILENCE -> new ToneSynthesizer(run, false);
            case ENGINE -> new SlowSynthesizer(run, shared);
        };
    }

    /** Ends voices that still speak. Idempotent. */
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }

    /** Stands where each session brings a mind of its own. */
    private static final class Speechless implements ReplyModel {
        @Override
        public Dialogue open(Surroundings surroundings) {
            throw new IllegalStateException(BRINGS_ITS_OWN);
        }

        @Override
        public boolean takesFreeSpeech() {
            return true;
        }
    }
}

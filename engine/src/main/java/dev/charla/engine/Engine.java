package dev.charla.engine;

import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.leg.IdSource;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.session.EngineSession;
import dev.charla.engine.session.SessionCasting;
import dev.charla.engine.session.SessionParts;
import dev.charla.engine.session.SessionRequested;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.loop.SessionLoop;
import dev.charla.loop.Ticker;
import dev.charla.protocol.request.ClientEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Voice Live service. Every method may be called from any thread. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Synthesis stops within milliseconds of its interrupt. */
    private static final int POOL_GRACE_SECONDS = 2;

    private final EngineParts parts;
    private final EngineOptions options;
    private final SpeechPool pool;
    private final Admission admission;
    private final SessionParts sessionParts;
    private final SessionCasting casting;
    private final Set<Opened> open = ConcurrentHashMap.newKeySet();

    /** Slots in use: open sessions and sessions being opened. */
    private final AtomicInteger places = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();

    public Engine(EngineParts parts, EngineOptions options) {
        this(parts, options, SessionCasting.ALIKE);
    }

    /** Creates an engine whose sessions may have different parts. */
    public Engine(EngineParts parts, EngineOptions options, SessionCasting casting) {
        this.casting = casting;
        this.parts = parts;
        this.options = options;
        this.pool = new SpeechPool(Runtime.getRuntime().availableProcessors(), Ticker.system());
        this.admission = Admission.here(options.maxLoad(), pool::longestWait);
        this.sessionParts =
                new SessionParts(
                        parts.detectors(),
                        parts.recognizer(),
                        parts.replies(),
                        parts.synthesizer(),
                        parts.mcp(),
                        pool,
                        IdSource.random(),
                        InstantSource.system(),
                        options.maxLength(),
                        options.maxIdle());
    }

    private record Opened(EngineSession session, SessionLoop loop, Admission.Speaker speaker) {}

    /**
     * Opens a session and sends {@code session.created}. Called on {@code loop}, which owns the
     * session.
     *
     * @return the session, which must be closed when the client is gone; empty when the maximum
     *     number is open, or the engine is closing
     */
    public Optional<Seat> open(SessionRequested asked, SessionLoop loop, ClientLeg leg) {
        if (closed.get() || !takePlace()) {
            return Optional.empty();
        }
        Opened opened = null;
        try {
            SessionCasting.Cast cast = casting.cast(sessionParts, loop, leg);
            Admission.Speaker speaker = admission.speaker();
            EngineSession session =
                    new EngineSession(admitted(cast.parts(), speaker), asked, loop, cast.leg());
            opened = new Opened(session, loop, speaker);
            open.add(opened);
            // Checked again: a close() that began meanwhile may not have seen this session.
            if (closed.get()) {
                leave(opened);
                return Optional.empty();
            }
            session.open();
            Opened seated = opened;
            return Optional.of(new Seat(session, cast.watch(), () -> leave(seated)));
        } catch (RuntimeException | Error failure) {
            if (opened == null) {
                places.decrementAndGet();
            } else {
                leave(opened);
            }
            throw failure;
        }
    }

    /** A session's own recogniser, such as a script's, costs nothing and is always admitted. */
    private SessionParts admitted(SessionParts cast, Admission.Speaker speaker) {
        Recognizer ears = cast.recognizer();
        return ears.equals(parts.recognizer())
                ? cast.withRecognizer(new AdmittedEars(ears, speaker))
                : cast;
    }

    /** Admission control. Ends with the engine. */
    public Admission admission() {
        return admission;
    }

    private boolean takePlace() {
        int most = options.maxSessions();
        return places.getAndUpdate(taken -> Math.min(most, taken + 1)) < most;
    }

    private void leave(Opened opened) {
        if (open.remove(opened)) {
            places.decrementAndGet();
        }
        opened.speaker().leave();
        opened.session().close();
    }

    /**
     * A session and how to free its slot.
     *
     * @param watch sees each event of the client before the session does
     * @param leave ends the session; called on its loop, idempotent
     */
    public record Seat(EngineSession session, SessionCasting.ClientWatch watch, Runnable leave) {
        /** Passes an event of the client to the session. Called on its loop. */
        public void receive(ClientEvent event) {
            if (watch.before(event)) {
                session.receive(event);
                watch.after(event);
            }
        }
    }

    /** Whether the engine refuses new sessions now. */
    public boolean isFull() {
        return closed.get() || places.get() >= options.maxSessions();
    }

    /** Number of open sessions. */
    public int sessions() {
        return open.size();
    }

    /** Loads recogniser and voice in parallel. Blocks until both are ready or have failed. */
    public void warmUp() {
        Thread voice = Thread.ofPlatform().name("warm-up-voice").start(parts.synthesizer()::warmUp);
        Thread ears = Thread.ofPlatform().name("warm-up-ears").start(parts.recognizer()::warmUp);
        try {
            voice.join();
            ears.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets the voice speak to the recogniser after {@link #warmUp}, so that the first caller gets
     * an answer as fast as the others. Blocks for about two seconds.
     */
    public void rehearse() {
        if (speaks() && hears()) {
            Rehearsal.hold(parts.synthesizer(), parts.recognizer());
        }
    }

    /** Whether the recogniser is ready. */
    public boolean hears() {
        return parts.recognizer().isReady();
    }

    /** Language tags of the languages that the recogniser understands; empty when unknown. */
    public Set<String> languagesHeard() {
        return parts.recognizer().languages();
    }

    /** Names of the voices, the default first; never empty. */
    public List<String> voices() {
        return parts.synthesizer().voices();
    }

    /** Whether the voice provides word times. */
    public boolean tellsWordTimes() {
        return parts.synthesizer().times().contains(SpeechTiming.Kind.WORDS);
    }

    /** Whether the voice is ready. */
    public boolean speaks() {
        return parts.synthesizer().isReady();
    }

    /** Ends all sessions without notifying their clients, and closes all parts. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (Opened each : open) {
            each.loop().execute(each.session()::close);
        }
        open.clear();
        admission.close();
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(POOL_GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("synthesis did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.mcp().close();
        parts.recognizer().close();
        parts.synthesizer().close();
    }
}

package dev.charla.engine.script;

import dev.charla.engine.response.SpeechThreads;
import dev.charla.engine.script.Script.Delays;
import dev.charla.engine.script.Script.Reply;
import dev.charla.engine.script.Script.Turn;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Progress of one session in its script. Shared by recogniser and reply model; any thread, except
 * where noted.
 */
final class ScriptRun {
    private final Script script;
    private final int session;
    private final SessionLoop loop;
    private final SpeechThreads threads;

    private final Object lock = new Object();
    // Guarded by the lock.
    private int next;
    private Optional<Turn> current = Optional.empty();
    private int repliesGiven;

    // Confined to the loop.
    private int noiseFrames;

    /** The reply being spoken; written by the reply model before the voice needs it. */
    private volatile Reply reply = Reply.NOTHING;

    /**
     * @param session its number, from 1
     */
    ScriptRun(Script script, int session, SessionLoop loop, SpeechThreads threads) {
        this.threads = threads;
        this.script = script;
        this.session = session;
        this.loop = loop;
    }

    Script script() {
        return script;
    }

    int session() {
        return session;
    }

    SessionLoop loop() {
        return loop;
    }

    /** The turn that would begin now; empty after the last one. */
    Optional<Turn> upcoming() {
        synchronized (lock) {
            return turn(next);
        }
    }

    private Optional<Turn> turn(int number) {
        int count = script.turns().size();
        if (number < count) {
            return Optional.of(script.turns().get(number));
        }
        return count == 0
                ? Optional.empty()
                : switch (script.atTheEnd()) {
                    case FAIL -> Optional.empty();
                    case REPEAT -> Optional.of(script.turns().getLast());
                    case START_OVER -> Optional.of(script.turns().get(number % count));
                };
    }

    /** The caller has spoken: the next turn begins. Empty after the last one. */
    Optional<Turn> begin() {
        synchronized (lock) {
            current = turn(next);
            next++;
            repliesGiven = 0;
            return current;
        }
    }

    /**
     * The next reply: the current turn's next one, or the first one of the next turn, which was
     * then typed. Empty after the last one.
     */
    Optional<Reply> reply() {
        synchronized (lock) {
            if (current.isEmpty() || repliesGiven >= current.get().replies().size()) {
                begin();
            }
            Optional<Reply> given = current.map(turn -> turn.replies().get(repliesGiven));
            repliesGiven++;
            reply = given.orElse(Reply.NOTHING);
            return given;
        }
    }

    /** The latest reply. */
    Reply spoken() {
        return reply;
    }

    Delays delays() {
        return reply.delays();
    }

    /** Waits in the session's time. Not called on the loop. */
    void pause(Duration length) throws InterruptedException {
        if (length.isZero()) {
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        SessionLoop.Timer timer = loop.after(length, over::countDown);
        try {
            threads.pause(() -> over.getCount() == 0, over::await);
        } finally {
            timer.cancel();
        }
    }

    /** Detects speech in this many frames from now on. On the loop. */
    void hearNoise(int frames) {
        noiseFrames = Math.max(noiseFrames, frames);
    }

    /** Consumes one frame of requested noise; false when there is none. On the loop. */
    boolean takeNoiseFrame() {
        if (noiseFrames == 0) {
            return false;
        }
        noiseFrames--;
        return true;
    }
}

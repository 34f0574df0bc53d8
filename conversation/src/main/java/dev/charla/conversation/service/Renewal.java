package dev.charla.conversation.service;

import dev.charla.conversation.control.ConversationControl;
import dev.charla.loop.SessionLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a session is replaced: once its end is near, in the first quiet moment. The next session is
 * opened then, and takes over when it stands and it is quiet again, or still. When no quiet moment
 * comes, the conversation changes over shortly before the end, whatever it does. A session that is
 * no longer what it should be is replaced at once, in the first moment without words.
 *
 * <p>Confined to the session's loop.
 */
final class Renewal {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** Somebody waits for the next session. */
    private static final Duration LOOK_OFTEN = Duration.ofMillis(50);

    /** A caller who breathes in is quiet as well; one who is silent for a second is waiting. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** Enough to open a session, before its predecessor ends. */
    private static final Duration LAST_CALL = Duration.ofSeconds(15);

    /** Between two attempts at opening the next session; its predecessor still serves. */
    private static final Duration TRY_EVERY = Duration.ofSeconds(10);

    /** The change takes one round trip. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(3);

    private final ConversationControl control;
    private final Duration before;
    private final Sessions sessions;
    private @Nullable Phase phase;
    private SessionLoop.@Nullable Timer timer;
    private long endsNanos;
    private long notBeforeNanos;
    private @Nullable Long quietSinceNanos;
    private boolean atOnce;

    /** Where a renewal is. */
    private enum Phase {
        /** The end is far off. */
        FAR,
        /** A quiet moment is waited for to open the next session. */
        DUE,
        /** The next session is being opened. */
        OPENING,
        /** It stands, and a quiet moment is waited for to change over. */
        STANDING
    }

    Renewal(ConversationControl control, Duration before, Sessions sessions) {
        this.control = control;
        this.before = before;
        this.sessions = sessions;
    }

    /** What a renewal asks for. */
    interface Sessions {
        /** Whether neither side says anything or is about to. */
        boolean quiet();

        /** Whether neither side says anything or is about to, whatever tools do. */
        boolean still();

        /** Opens the next session; {@link #stands} or {@link #failed} follows. */
        void open();

        /** Lets the next session take over. */
        void changeOver();

        /** The next session is not coming, for now. */
        void giveUp();

        /** The session ends in a moment, though it is not quiet. */
        void timeIsUp();
    }

    /** A session began, or took over; null when its end is not known. */
    void began(@Nullable Long ends) {
        stop();
        if (ends == null) {
            return;
        }
        endsNanos = ends;
        notBeforeNanos = control.nanos();
        phase = Phase.FAR;
        long life = Math.max(0, ends - control.nanos());
        long ahead = Math.min(before.toNanos(), life / 3);
        timer = control.after(Duration.ofNanos(life - ahead), this::due);
    }

    /** The present session is to be replaced, whenever it ends. */
    void now() {
        stop();
        atOnce = true;
        phase = Phase.OPENING;
        lookOften();
        sessions.open();
    }

    /** The next session has accepted the settings. */
    void stands() {
        if (phase == Phase.OPENING) {
            phase = Phase.STANDING;
        }
    }

    /** The next session could not be opened, or was lost again. */
    void failed() {
        if (atOnce) {
            stop();
            sessions.timeIsUp();
        } else if (phase == Phase.OPENING || phase == Phase.STANDING) {
            phase = Phase.DUE;
            notBeforeNanos = control.nanos() + TRY_EVERY.toNanos();
            sessions.giveUp();
        }
    }

    /** Forgets it. */
    void stop() {
        phase = null;
        atOnce = false;
        quietSinceNanos = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void due() {
        phase = Phase.DUE;
        look();
    }

    private void lookOften() {
        if (phase == Phase.STANDING && sessions.still()) {
            stop();
            sessions.changeOver();
        } else {
            timer = control.after(LOOK_OFTEN, this::lookOften);
        }
    }

    private void look() {
        timer = control.after(LOOK_EVERY, this::look);
        long now = control.nanos();
        if (!sessions.quiet()) {
            quietSinceNanos = null;
        } else if (quietSinceNanos == null) {
            quietSinceNanos = now;
        }
        boolean quiet = quietSinceNanos != null && now - quietSinceNanos >= QUIET.toNanos();
        long left = endsNanos - now;
        boolean open = (quiet || left <= LAST_CALL.toNanos()) && now - notBeforeNanos >= 0;
        if (phase == Phase.DUE && open) {
            phase = Phase.OPENING;
            sessions.open();
        } else if (phase == Phase.STANDING && quiet) {
            stop();
            sessions.changeOver();
        } else if (phase == Phase.STANDING && left <= LAST_MOMENT.toNanos()) {
            stop();
            sessions.timeIsUp();
        }
    }
}

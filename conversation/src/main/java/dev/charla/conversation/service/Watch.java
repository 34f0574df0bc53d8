package dev.charla.conversation.service;

import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.sound.Playback;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Generation;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.ServerEvent;
import java.time.Duration;

/**
 * Looks once a second whether the conversation has gone on too long, the caller has gone quiet, the
 * service owes something and is silent, or the page no longer plays.
 *
 * <p>Confined to the session's loop.
 */
public final class Watch {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** What a notice that the conversation will end leaves to the caller. */
    private static final Duration NOTICE_BEFORE = Duration.ofMinutes(1);

    private final ConversationControl control;
    private final ConversationLimits limits;
    private final Playback playback;

    private long beganNanos;
    private long lastServiceNanos;
    private long dueNanos;
    private long lastTurnNanos;
    private boolean slowTold;
    private boolean endTold;
    private boolean quietTold;

    public Watch(
            ConversationControl control,
            ConversationLimits limits,
            Playback playback,
            long nowNanos) {
        this.control = control;
        this.limits = limits;
        this.playback = playback;
        this.beganNanos = nowNanos;
        this.lastServiceNanos = nowNanos;
        this.lastTurnNanos = nowNanos;
    }

    /** The conversation begins. */
    public void begin() {
        beganNanos = control.nanos();
        lastServiceNanos = beganNanos;
        lastTurnNanos = beganNanos;
        var _ = control.after(EVERY, this::tick);
    }

    /** The service said something. */
    void serviceSpoke(ServerEvent event) {
        lastServiceNanos = control.nanos();
        slowTold = false;
        if (event instanceof InputAudioBufferEvent.SpeechStarted) {
            callerTookTurn();
        }
    }

    /** The service was not listened to for a while, so its silence is not its own. */
    public void serviceHeld() {
        lastServiceNanos = control.nanos();
    }

    /** The caller spoke or typed; hearing the agent out counts as well. */
    public void callerTookTurn() {
        lastTurnNanos = control.nanos();
        quietTold = false;
    }

    /** The caller is shown another state. */
    public void shown(CallerState state) {
        dueNanos = control.nanos();
        slowTold = false;
        if (state == CallerState.SPEAKING || state == CallerState.LISTENING) {
            callerTookTurn();
        }
    }

    public long lastServiceNanos() {
        return lastServiceNanos;
    }

    private void tick() {
        var _ = control.after(EVERY, this::tick);
        long now = control.nanos();
        conversation(now);
        caller(now);
        service(now);
        playback.tick();
    }

    private void conversation(long now) {
        long left = limits.conversation().toNanos() - (now - beganNanos);
        if (left <= 0) {
            control.finish(Ending.TIME_LIMIT);
        } else if (left <= NOTICE_BEFORE.toNanos() && !endTold) {
            endTold = true;
            control.notice(Notices.TIME_NEARLY_UP);
        }
    }

    private void caller(long now) {
        if (!(control.state() instanceof ConversationState.Live live)
                || live.shown() != CallerState.READY) {
            return;
        }
        long left = limits.callerSilence().toNanos() - (now - lastTurnNanos);
        if (left <= 0) {
            control.finish(Ending.CALLER_SILENT);
        } else if (left <= NOTICE_BEFORE.toNanos() && !quietTold) {
            quietTold = true;
            control.notice(Notices.STILL_THERE);
        }
    }

    private void service(long now) {
        if (!due() || playback.holdingService()) {
            return;
        }
        long silent = now - Math.max(lastServiceNanos, dueNanos);
        if (silent >= limits.serviceSilent().toNanos()) {
            control.finish(Ending.SERVICE_SILENT);
        } else if (silent >= limits.serviceSlow().toNanos() && !slowTold) {
            slowTold = true;
            control.notice(Notices.SERVICE_SLOW);
        }
    }

    /** Whether the service owes something: an answer, or the rest of one that has been heard. */
    private boolean due() {
        if (!(control.state() instanceof ConversationState.Live live)) {
            return false;
        }
        return switch (live.shown()) {
            case PROCESSING -> true;
            case SPEAKING -> live.generation() instanceof Generation.Active && playback.dry();
            case IDLE, CONNECTING, READY, LISTENING, RECONNECTING, ENDED, FAILED -> false;
        };
    }
}

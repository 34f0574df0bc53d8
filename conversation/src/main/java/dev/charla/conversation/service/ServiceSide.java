package dev.charla.conversation.service;

import dev.charla.client.CloseCause;
import dev.charla.client.ServiceConnection;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.caption.Transcript;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.page.EventLog;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.sound.Microphone;
import dev.charla.conversation.sound.Playback;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Debt;
import dev.charla.conversation.state.Floor;
import dev.charla.conversation.state.Generation;
import dev.charla.conversation.turn.Turns;
import dev.charla.protocol.event.ServerEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the coming and going of the service means for the conversation: each session is told the
 * settings and what was said, and what a lost one still owed is made good or told to the caller.
 *
 * <p>Confined to the session's loop.
 */
public final class ServiceSide implements ServiceLink.Listener {
    private final ConversationControl control;
    private final ConversationObserver observer;
    private final EventLog log;
    private final Microphone microphone;
    private final Captions captions;
    private final Transcript transcript;
    private final Playback playback;
    private final Turns turns;
    private final ServiceRequests requests;
    private final ServiceEvents events;
    private final Watch watch;
    private final TypedWords typedWords;
    private @Nullable Long lostSinceNanos;

    public ServiceSide(
            ConversationControl control,
            ConversationObserver observer,
            EventLog log,
            Microphone microphone,
            Captions captions,
            Transcript transcript,
            Playback playback,
            Turns turns,
            ServiceRequests requests,
            ServiceEvents events,
            Watch watch,
            TypedWords typedWords) {
        this.control = control;
        this.observer = observer;
        this.log = log;
        this.microphone = microphone;
        this.captions = captions;
        this.transcript = transcript;
        this.playback = playback;
        this.turns = turns;
        this.requests = requests;
        this.events = events;
        this.watch = watch;
        this.typedWords = typedWords;
    }

    /** The service has accepted the settings, for the first time or again. */
    public void ready(ServiceConnection connection) {
        watch.serviceHeld();
        if (lostSinceNanos != null) {
            observer.serviceRegained(Duration.ofNanos(control.nanos() - lostSinceNanos));
            lostSinceNanos = null;
        }
        listenOver(connection);
    }

    @Override
    public void opened(Leg leg) {
        var settings = requests.settings();
        log.sent(settings);
        leg.send(settings);
    }

    @Override
    public void event(ServerEvent event) {
        if (!control.state().over()) {
            watch.serviceSpoke(event);
            events.take(event);
        }
    }

    @Override
    public void catchUp(Leg leg) {
        int told = 0;
        for (var step : leg.continues() ? transcript.unanswered() : transcript.steps()) {
            if (leg.tell(step.item())) {
                for (var item : requests.seed(step)) {
                    leg.send(item);
                    told++;
                }
            }
        }
        log.seeded(told);
    }

    @Override
    public void lost(CloseCause cause) {
        if (!(control.state() instanceof ConversationState.Live live)) {
            return;
        }
        lostSinceNanos = control.nanos();
        observer.serviceLost(cause.wireCode());
        boolean speech = live.floor() != Floor.OPEN;
        boolean partial =
                live.generation() instanceof Generation.Active(var id) && playback.unfinishedOf(id);
        boolean unwritten = captions.serviceLost();
        // Asked again, the agent would use the tool again, which may do something twice.
        boolean half = partial || events.toolsWaiting();
        // Its result is told to the next session, and brings the answer.
        boolean function = events.functionsWaiting();
        boolean owed = turns.owed() && !half && !function;
        boolean awaited = owed || (live.answering() && !half && !function);
        boolean givenUp = awaited && turns.lostAnswer();
        events.sessionOver();
        microphone.lost();
        control.on(new ConversationEvent.ServiceLost(debt(owed, givenUp)));
        if (speech && unwritten) {
            control.notice(Notices.WORDS_LOST);
        } else if (half) {
            control.notice(Notices.ANSWER_LOST);
        } else if (givenUp) {
            control.notice(Notices.ANSWER_GIVEN_UP);
        }
    }

    private static Debt debt(boolean owed, boolean givenUp) {
        if (givenUp) {
            return Debt.GIVEN_UP;
        }
        return owed ? Debt.OWED : Debt.NONE;
    }

    @Override
    public void changedOver(Leg leg) {
        events.sessionOver();
        catchUp(leg);
        listenOver(leg.connection());
        observer.sessionRenewed();
        typedWords.sayWaiting();
        events.sessionReady();
    }

    @Override
    public boolean quiet() {
        return control.state().quiet() && !events.toolsWaiting() && !events.functionsWaiting();
    }

    @Override
    public boolean still() {
        return control.state().settled();
    }

    @Override
    public void changing(boolean soon) {
        microphone.changing(soon);
    }

    private void listenOver(ServiceConnection connection) {
        microphone.open(connection);
        if (playback.holdingService()) {
            connection.pauseReading();
        }
    }
}

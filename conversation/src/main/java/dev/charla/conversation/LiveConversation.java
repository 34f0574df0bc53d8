package dev.charla.conversation;

import dev.charla.client.CloseCause;
import dev.charla.client.ServiceConnector;
import dev.charla.client.ServiceTarget;
import dev.charla.conversation.agent.ActiveAgent;
import dev.charla.conversation.agent.AgentSide;
import dev.charla.conversation.agent.HandOffs;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.caption.Transcript;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.control.Timers;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.page.CallerLeg;
import dev.charla.conversation.page.EventLog;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.page.PageLink;
import dev.charla.conversation.playout.Cut;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.service.CallerPresence;
import dev.charla.conversation.service.ServiceErrors;
import dev.charla.conversation.service.ServiceEvents;
import dev.charla.conversation.service.ServiceLink;
import dev.charla.conversation.service.ServiceSide;
import dev.charla.conversation.service.TypedWords;
import dev.charla.conversation.service.Watch;
import dev.charla.conversation.sound.Microphone;
import dev.charla.conversation.sound.Playback;
import dev.charla.conversation.sound.PlaybackListener;
import dev.charla.conversation.state.ConversationEffect;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Transitions;
import dev.charla.conversation.tool.ToolMemory;
import dev.charla.conversation.turn.Stage;
import dev.charla.conversation.turn.Turns;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.settings.SessionUpdate;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One conversation between a caller and an agent, from {@link #start} to its end; it cannot be used
 * again.
 *
 * <p>Confined to its {@link SessionLoop}: every method is called there, and every call it makes is
 * made there. It holds no thread and no timer once it has ended, and it ends exactly once: by the
 * caller, by {@link #end}, by a limit, or by a failure. Then the connection to the service is
 * closed with 1000 and the page is told why.
 *
 * <p>It outlives its connections, as {@link Continuity} says: a service that is lost is reached
 * again and told what was said, a session that nears its end is replaced, and a page that lost its
 * socket may come back.
 *
 * <p>Audio passes through without being copied or kept, but for two cases, both bounded in audio
 * time by {@link ConversationLimits}: what the caller says before the service is ready, of which
 * the oldest goes, and what a slow page cannot take yet, which holds the service back and then ends
 * the conversation.
 */
public final class LiveConversation {
    private static final int NORMAL_CLOSE = 1000;

    private final ConversationOptions options;
    private final PageLink page;
    private final SessionLoop loop;
    private final ConversationObserver observer;

    private final Control control = new Control();
    private final ArrayDeque<ConversationEvent> events = new ArrayDeque<>();
    private final Turns turns = new Turns();
    private final Timers timers;
    private final Microphone microphone;
    private final EventLog log;
    private final Captions captions;
    private final Transcript transcript = new Transcript();
    private final Playback playback;
    private final ServiceErrors errors;
    private final ServiceRequests requests;
    private final ActiveAgent active;
    private final AgentSide agents;
    private final ServiceEvents serviceEvents;
    private final ServiceSide serviceSide;
    private final ServiceLink service;
    private final CallerPresence presence;
    private final TypedWords typedWords;
    private final Watch watch;
    private final CallerMessages callerMessages;

    private final long beganNanos;
    private ConversationState state = new ConversationState.Idle();
    private boolean stepping;

    private Runnable whenOver = () -> {};
    private @Nullable Ending ending;

    /**
     * A conversation that has not begun.
     *
     * @param options what it is to be like
     * @param page the way to the caller
     * @param connector opens the connection to the service
     * @param target which service, which model or agent, as whom
     * @param loop the loop that serves the page's socket
     * @param observer told what happens, for metrics
     */
    public LiveConversation(
            ConversationOptions options,
            CallerLeg page,
            ServiceConnector connector,
            ServiceTarget target,
            SessionLoop loop,
            ConversationObserver observer) {
        this.options = options;
        this.page = new PageLink(page);
        this.loop = loop;
        this.observer = observer;
        this.beganNanos = loop.nanos();
        this.timers = new Timers(loop);
        this.log = new EventLog(options.eventLog(), loop, control::tell);
        this.microphone =
                new Microphone(
                        control,
                        observer,
                        log,
                        options.limits().earlyBytes(),
                        options.continuity().gapBytes());
        this.captions = new Captions(this::caption);
        this.playback =
                new Playback(
                        control,
                        new Listener(),
                        options.limits(),
                        this.page,
                        options.continuity().pageAbsence().isPositive());
        this.active = new ActiveAgent(options);
        this.requests = new ServiceRequests(active, this::send);
        var toolMemory = new ToolMemory(captions, transcript);
        this.agents =
                new AgentSide(
                        control,
                        observer,
                        captions,
                        toolMemory,
                        requests,
                        loop,
                        active,
                        new NextAgent(),
                        playback::unfinishedOf);
        this.errors = new ServiceErrors(control, observer, agents.handOffs()::refused);
        this.serviceEvents =
                new ServiceEvents(
                        control,
                        agents,
                        observer,
                        log,
                        captions,
                        toolMemory,
                        playback,
                        turns,
                        errors,
                        requests);
        this.watch = new Watch(control, options.limits(), playback, loop.nanos());
        this.typedWords =
                new TypedWords(
                        control,
                        options,
                        captions,
                        turns,
                        requests,
                        watch,
                        agents.handOffs()::callerHeld);
        this.serviceSide =
                new ServiceSide(
                        control,
                        observer,
                        log,
                        microphone,
                        captions,
                        transcript,
                        playback,
                        turns,
                        requests,
                        serviceEvents,
                        watch,
                        typedWords);
        this.service = new ServiceLink(control, connector, target, loop, options, serviceSide);
        this.presence =
                new CallerPresence(
                        control, observer, active, this.page, transcript, playback, microphone);
        this.callerMessages =
                new CallerMessages(
                        control,
                        observer,
                        microphone,
                        playback,
                        turns,
                        agents,
                        serviceEvents,
                        typedWords,
                        watch);
    }

    /**
     * Has {@code task} run once the conversation is over, on its loop; at most one, set before the
     * start.
     */
    public void whenOver(Runnable task) {
        whenOver = task;
    }

    /** Begins to reach the service. */
    public void start() {
        control.on(new ConversationEvent.Begin());
    }

    /**
     * A binary message of the page: PCM16 little-endian, mono, 24 kHz. What is no whole number of
     * samples, or longer than the limits allow, ends the conversation.
     *
     * @param pcm read from position to limit before this returns
     */
    public void callerAudio(ByteBuffer pcm) {
        if (!state.over()) {
            callerMessages.audio(pcm);
        }
    }

    /** A text message of the page. */
    public void callerMessage(CallerMessage message) {
        if (!state.over()) {
            callerMessages.take(message);
        }
    }

    /**
     * The page behind {@code leg} has left: nothing more is sent to it, and the conversation ends.
     * Means nothing when the page has another socket.
     */
    public void callerGone(CallerLeg leg) {
        if (page.is(leg)) {
            presence.gone();
        }
    }

    /**
     * The socket behind {@code leg} is gone, and its page did not say that it leaves. The
     * conversation goes on and waits for it as long as {@link Continuity#pageAbsence} says. Means
     * nothing when the page has another socket already.
     *
     * @param leaving whether the browser said that it is about to leave the page: then the wait is
     *     no longer than it takes a page that stayed to come back
     */
    public void callerLost(CallerLeg leg, boolean leaving) {
        if (state.over() || !page.is(leg)) {
            return;
        }
        presence.lost(leaving);
    }

    /**
     * The page has a new socket. It is told how things stand: the state, all captions, and the
     * audio that was not heard.
     *
     * @return false when the conversation is over, and {@code leg} was not taken
     */
    public boolean callerBack(CallerLeg leg) {
        if (state.over()) {
            return false;
        }
        presence.back(leg);
        serviceEvents.tellAgain();
        watch.callerTookTurn();
        return true;
    }

    /** Ends the conversation. Idempotent: the first reason counts. */
    public void end(Ending reason) {
        control.finish(reason);
    }

    /** What the caller is shown. */
    public CallerState shown() {
        return state.shown();
    }

    /** This conversation at this moment, for operators. */
    public ConversationSnapshot snapshot() {
        long now = loop.nanos();
        var connection = service.connection();
        return new ConversationSnapshot(
                state.shown(),
                Duration.ofNanos(now - beganNanos),
                Duration.ofNanos(now - watch.lastServiceNanos()),
                turns.count(),
                playback.unfinished(),
                playback.heldForPage(),
                microphone.held(),
                microphone.frames(),
                microphone.droppedBytes(),
                serviceEvents.events(),
                serviceEvents.unknown(),
                serviceEvents.stale(),
                errors.errors(),
                playback.holdingService(),
                connection == null ? null : connection.snapshot());
    }

    private void caption(PageMessage.Caption caption) {
        transcript.take(caption);
        control.tell(caption);
    }

    private void send(ClientEvent event) {
        if (state.over() || service.connection() == null) {
            return;
        }
        log.sent(event);
        if (!service.send(event)) {
            control.serviceBroken(CloseCause.LOST);
        }
    }

    private void perform(ConversationEffect effect) {
        switch (effect) {
            case ConversationEffect.Connect _ -> connect();
            case ConversationEffect.Show(var shown) -> show(shown);
            case ConversationEffect.StopPlayback(var newest, var bySpeech) ->
                    playback.stop(newest, bySpeech);
            case ConversationEffect.DropResponse(var response) -> serviceEvents.drop(response);
            case ConversationEffect.ResponseLost(var response) -> serviceEvents.lost(response);
            case ConversationEffect.CancelResponse(var response) -> {
                if (!serviceEvents.ended(response)) {
                    requests.cancel(response);
                }
            }
            case ConversationEffect.RequestResponse _ -> requests.response();
            case ConversationEffect.ResponseEnded _ -> {
                requests.greets(false);
                requests.hush();
            }
            case ConversationEffect.Close _ -> close();
        }
    }

    private void connect() {
        var _ =
                timers.after(
                        options.limits().connect(),
                        () -> {
                            if (state instanceof ConversationState.Connecting) {
                                control.finish(Ending.CONNECT_TIMEOUT);
                            }
                        });
        watch.begin();
        service.connect();
    }

    private void show(CallerState shown) {
        observer.stateChanged(shown);
        control.tell(new PageMessage.State(shown));
        watch.shown(shown);
        if (shown == CallerState.LISTENING) {
            requests.greets(false);
            requests.hush();
        }
    }

    private void ready() {
        service.ready();
        var connection = service.connection();
        if (connection != null) {
            service.catchUp();
            serviceSide.ready(connection);
        }
        agents.handOffs().sessionReady();
        if (!typedWords.sayWaiting() && greetingIsDue()) {
            requests.greets(true);
            control.on(new ConversationEvent.AnswerWanted());
        }
    }

    /** Not where it is on its way already, nor where the service broke over it. */
    private boolean greetingIsDue() {
        return active.get().greeting() != null
                && transcript.isEmpty()
                && !state.answering()
                && !turns.givenUp();
    }

    private void close() {
        timers.close();
        agents.close();
        var reason = ending == null ? Ending.STOPPED : ending;
        service.close(NORMAL_CLOSE, reason.code());
        page.end(reason);
        observer.ended(reason.code(), reason.failed(), Duration.ofNanos(loop.nanos() - beganNanos));
        whenOver.run();
    }

    private final class Control implements ConversationControl {
        @Override
        public ConversationState state() {
            return state;
        }

        @Override
        public void on(ConversationEvent event) {
            events.add(event);
            if (stepping) {
                return;
            }
            stepping = true;
            try {
                for (var next = events.poll(); next != null; next = events.poll()) {
                    boolean wasLive = state instanceof ConversationState.Live;
                    var step = Transitions.next(state, next);
                    state = step.state();
                    step.effects().forEach(LiveConversation.this::perform);
                    if (!wasLive && state instanceof ConversationState.Live) {
                        ready();
                    }
                }
            } finally {
                stepping = false;
            }
            agents.settled();
        }

        @Override
        public void tell(PageMessage message) {
            page.send(message);
        }

        @Override
        public void notice(PageMessage.Notice notice) {
            observer.noticed(notice.code());
            tell(notice);
        }

        @Override
        public void finish(Ending reason) {
            if (ending == null) {
                ending = reason;
                on(reason.failed() ? new ConversationEvent.Fail() : new ConversationEvent.End());
            }
        }

        @Override
        public void serviceBroken(CloseCause cause) {
            service.broken(cause);
        }

        @Override
        public SessionLoop.Timer after(Duration delay, Runnable task) {
            return timers.after(delay, task);
        }

        @Override
        public long nanos() {
            return loop.nanos();
        }
    }

    private final class NextAgent implements HandOffs.Session {
        @Override
        public void tell(SessionUpdate settings) {
            service.settingsChanged();
            requests.change(settings);
        }

        @Override
        public void near(boolean soon) {
            microphone.changing(soon);
        }

        @Override
        public void replace() {
            service.replace();
        }

        @Override
        public void holdCaller() {
            microphone.hold();
        }
    }

    private final class Listener implements PlaybackListener {
        @Override
        public void soundBegan(long playout) {
            control.on(new ConversationEvent.SoundBegan(playout));
        }

        @Override
        public void stopping(ResponseId response) {
            serviceEvents.drop(response);
        }

        @Override
        public void soundOver(long playout) {
            control.on(new ConversationEvent.SoundOver(playout));
        }

        @Override
        public void audioTaken(ResponseId response) {
            turns.reached(response, Stage.FIRST_AUDIO_OUT, loop.nanos());
        }

        @Override
        public void heard(ResponseId response) {
            turns.settled(response);
        }

        @Override
        public void cut(Cut cut, boolean bySpeech, Duration took, boolean told) {
            observer.playbackStopped(bySpeech, took, told);
            captions.agentCut(cut.item(), cut.heardSamples(), cut.complete());
            if (cut.heardSamples() > 0) {
                turns.settled(cut.response());
            }
            boolean serviceCuts = bySpeech && active.get().autoTruncate();
            if (!cut.whole() && !serviceCuts && serviceEvents.knows(cut.response())) {
                requests.truncate(cut);
            }
        }

        @Override
        public void pageSilent() {
            control.notice(Notices.PLAYBACK_SILENT);
        }

        @Override
        public void holdService(boolean hold) {
            var connection = service.connection();
            if (connection == null) {
                return;
            }
            if (hold) {
                observer.pageHeldBack();
                connection.pauseReading();
            } else {
                connection.resumeReading();
                watch.serviceHeld();
            }
        }
    }
}

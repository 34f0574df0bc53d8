package dev.charla.conversation.service;

import dev.charla.conversation.agent.AgentSide;
import dev.charla.conversation.browser.AudioFrame;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.guarding.Guarding;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.page.EventLog;
import dev.charla.conversation.page.Notices;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.sound.Playback;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Floor;
import dev.charla.conversation.tool.FunctionCalls;
import dev.charla.conversation.tool.ToolCards;
import dev.charla.conversation.tool.ToolMemory;
import dev.charla.conversation.turn.Stage;
import dev.charla.conversation.turn.Turns;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.AnimationEvent;
import dev.charla.protocol.event.AvatarEvent;
import dev.charla.protocol.event.ByomCredentialEvent;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.ErrorEvent;
import dev.charla.protocol.event.FileSearchCallEvent;
import dev.charla.protocol.event.FoundryAgentCallEvent;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.McpCallEvent;
import dev.charla.protocol.event.McpListToolsEvent;
import dev.charla.protocol.event.OutputAudioBufferEvent;
import dev.charla.protocol.event.RateLimitsEvent;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.event.RtcEvent;
import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.event.TranscriptionEvent;
import dev.charla.protocol.event.WarningEvent;
import dev.charla.protocol.event.WebSearchCallEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.response.Response;
import dev.charla.protocol.response.ResponseStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What each event of the service means for the conversation. What belongs to a response that was
 * stopped, or has ended, means nothing; what is unknown is counted.
 *
 * <p>Confined to the session's loop.
 */
public final class ServiceEvents {
    private static final long SAMPLES_PER_MS = AudioFrame.SAMPLE_RATE_HZ / 1_000;

    private final ConversationControl control;
    private final AgentSide agents;
    private final ConversationObserver observer;
    private final EventLog log;
    private final Captions captions;
    private final Playback playback;
    private final Turns turns;
    private final ServiceErrors errors;
    private final ToolCards tools;
    private final ToolMemory toolMemory;
    private final FunctionCalls functions;
    private final Guarding guarding;
    private final Duration voidTurn;

    /** Those of which nothing more is taken: stopped, or told to be over. */
    private final RecentResponses closed = new RecentResponses();

    private final RecentResponses ofSession = new RecentResponses();
    private final RecentResponses counted = new RecentResponses();

    /** Those that the service has ended, though guards may hold back the end. */
    private final RecentResponses ended = new RecentResponses();

    private SessionLoop.@Nullable Timer voidTimer;
    private long events;
    private long unknown;
    private long stale;

    public ServiceEvents(
            ConversationControl control,
            AgentSide agents,
            ConversationObserver observer,
            EventLog log,
            Captions captions,
            ToolMemory toolMemory,
            Playback playback,
            Turns turns,
            ServiceErrors errors,
            ServiceRequests requests) {
        this.control = control;
        this.agents = agents;
        this.observer = observer;
        this.log = log;
        this.captions = captions;
        this.playback = playback;
        this.turns = turns;
        this.errors = errors;
        this.voidTurn = agents.options().limits().voidTurn();
        this.toolMemory = toolMemory;
        this.functions = agents.functions();
        this.guarding = agents.guarding();
        guarding.to(this::response);
        this.tools = new ToolCards(control, captions, requests);
    }

    void take(ServerEvent event) {
        events++;
        if (event instanceof ResponseEvent.AudioDelta delta) {
            log.audio(delta.responseId(), delta.delta().length() / Short.BYTES);
            guarded(delta);
            return;
        }
        log.received(event);
        switch (event) {
            case SessionEvent.Created _ -> {}
            case SessionEvent.Updated _ -> {
                control.on(new ConversationEvent.ServiceReady());
                agents.handOffs().accepted();
            }
            case InputAudioBufferEvent input -> input(input);
            case TranscriptionEvent words -> words(words);
            case ResponseEvent response -> guarded(response);
            case ErrorEvent error -> errors.take(error.error());
            case ServerEvent.Unknown _ -> {
                unknown++;
                observer.unknownEvent();
            }
            case ConversationItemEvent.Created created -> {
                toolBegan(created.item());
                functions.created(created.item());
                guarding.created(created.item());
            }
            case McpCallEvent.Completed completed -> toolOver(completed.itemId());
            case McpCallEvent.Failed failed -> toolOver(failed.itemId());
            case ConversationItemEvent _,
                    WarningEvent _,
                    AvatarEvent _,
                    AnimationEvent _,
                    McpListToolsEvent _,
                    McpCallEvent _,
                    WebSearchCallEvent _,
                    FileSearchCallEvent _,
                    FoundryAgentCallEvent _,
                    OutputAudioBufferEvent _,
                    RtcEvent _,
                    ByomCredentialEvent _,
                    RateLimitsEvent _ -> {}
        }
    }

    /** The session is lost or replaced. */
    void sessionOver() {
        cancelVoid();
        tools.sessionOver();
        agents.handOffs().sessionOver();
        functions.sessionOver();
        guarding.sessionOver();
        toolMemory.sessionOver();
        ofSession.clear();
    }

    /** Another session has taken over from one that went on. */
    void sessionReady() {
        agents.handOffs().sessionReady();
    }

    /** Whether a tool is at work, or waits for the caller's leave. */
    boolean toolsWaiting() {
        return toolMemory.waiting();
    }

    /** Whether a tool of the application's own is at work, or the agent is to speak about one. */
    boolean functionsWaiting() {
        return functions.waiting();
    }

    /** What the caller decided about the tool on a card. */
    public void decided(String card, boolean approved) {
        if (!functions.decided(card, approved)) {
            tools.decided(card, approved);
        }
    }

    /** The page was away: it is asked again what is not decided. */
    public void tellAgain() {
        tools.tellAgain();
        agents.tellAgain();
    }

    /** Nothing more comes of this response; what came of it is heard out. */
    public void lost(ResponseId response) {
        closed.add(response);
        playback.responseOver(response);
        captions.abandon(response, playback.beingCut());
    }

    /** Whether the present session made this response, so that it knows its items. */
    public boolean knows(ResponseId response) {
        return ofSession.contains(response);
    }

    /** Whether the service has ended this response, so that there is nothing to cancel. */
    public boolean ended(ResponseId response) {
        return ended.contains(response);
    }

    /** Lets nothing more of this response through. */
    public void drop(ResponseId response) {
        closed.add(response);
        guarding.drop(response);
        captions.abandon(response, playback.beingCut());
    }

    public long events() {
        return events;
    }

    public long unknown() {
        return unknown;
    }

    public long stale() {
        return stale;
    }

    private void audio(ResponseEvent.AudioDelta delta) {
        long samples = delta.delta().length() / Short.BYTES;
        if (open(delta.responseId())
                && playback.audio(
                        delta.responseId(), delta.itemId(), delta.contentIndex(), delta.delta())) {
            turns.reached(delta.responseId(), Stage.FIRST_AUDIO_IN, control.nanos());
            agents.handOffs().agentSounds();
            captions.agentAudio(delta.responseId(), delta.itemId(), samples);
        } else {
            stale++;
            observer.staleAudio(samples);
        }
    }

    private void input(InputAudioBufferEvent event) {
        if (agents.handOffs().callerHeld()) {
            stale++; // the next session is given the same moments, and answers them
            return;
        }
        switch (event) {
            case InputAudioBufferEvent.SpeechStarted started -> {
                cancelVoid();
                captions.userBegan(started.itemId());
                guarding.speechBegan(started.itemId());
                functions.speechBegan(started.itemId());
                agents.callerTookTurn();
                boolean interrupts = agents.options().interruptible();
                control.on(new ConversationEvent.CallerOnset(interrupts));
                if (interrupts) {
                    functions.interrupted(true);
                }
            }
            case InputAudioBufferEvent.SpeechStopped stopped -> {
                captions.userBegan(stopped.itemId());
                turns.spoken(stopped.itemId(), control.nanos(), agents.options().silence());
                control.on(new ConversationEvent.CallerOffset());
            }
            case InputAudioBufferEvent.Committed committed ->
                    captions.userBegan(committed.itemId());
            case InputAudioBufferEvent.TimeoutTriggered _ -> {
                // Nobody spoke: the answer that follows is all there is to it.
            }
            case InputAudioBufferEvent.Cleared _ -> {
                if (floor() == Floor.CALLER || floor() == Floor.OVERLAP) {
                    control.on(new ConversationEvent.TurnVoid(turns.owed()));
                }
            }
        }
    }

    private void words(TranscriptionEvent event) {
        switch (event) {
            case TranscriptionEvent.Delta delta -> {
                if (guarding.heardSoFar(delta.itemId(), delta.delta())) {
                    captions.userWords(delta.itemId(), delta.delta());
                }
            }
            case TranscriptionEvent.Completed completed ->
                    guarding.heard(
                            completed.itemId(),
                            completed.transcript(),
                            words -> said(completed.itemId(), words));
            case TranscriptionEvent.Failed failed -> {
                captions.userNotUnderstood(failed.itemId());
                noWords(failed.itemId());
            }
        }
    }

    private void said(ItemId item, String words) {
        captions.userSaid(item, words);
        functions.heard(item, words);
        if (words.isBlank()) {
            noWords(item);
        } else {
            turns.words(item, control.nanos());
        }
    }

    /** Native audio models may answer such a turn all the same, so they are given a moment. */
    private void noWords(ItemId item) {
        if (!turns.latest(item) || floor() != Floor.AWAITED || voidTimer != null) {
            return;
        }
        voidTimer =
                control.after(
                        voidTurn,
                        () -> {
                            voidTimer = null;
                            turnVoid(item);
                        });
    }

    private void turnVoid(ItemId item) {
        if (!turns.latest(item) || floor() != Floor.AWAITED) {
            return;
        }
        boolean owed = turns.owed();
        turns.voided();
        observer.turnVoid();
        control.on(new ConversationEvent.TurnVoid(owed));
    }

    private void cancelVoid() {
        if (voidTimer != null) {
            voidTimer.cancel();
            voidTimer = null;
        }
    }

    private @Nullable Floor floor() {
        return control.state() instanceof ConversationState.Live live ? live.floor() : null;
    }

    /** What comes of a response passes the guards, unless nobody wants it any more. */
    private void guarded(ResponseEvent event) {
        if (event instanceof ResponseEvent.Done done) {
            ended.add(done.response().id());
        }
        if (!guarding.holds(event, this::open)) {
            response(event);
        }
    }

    private void response(ResponseEvent event) {
        switch (event) {
            case ResponseEvent.Created created -> began(created.response().id());
            case ResponseEvent.Done done -> over(done.response());
            case ResponseEvent.OutputItemAdded added -> {
                var id = added.item().id();
                if (added.item() instanceof Item.Message
                        && id != null
                        && open(added.responseId())) {
                    captions.agentBegan(added.responseId(), id);
                }
                toolBegan(added.item());
            }
            case ResponseEvent.AudioTranscriptDelta delta -> {
                if (open(delta.responseId())) {
                    turns.reached(delta.responseId(), Stage.FIRST_TEXT, control.nanos());
                    captions.agentWords(delta.responseId(), delta.itemId(), delta.delta());
                }
            }
            case ResponseEvent.AudioTranscriptDone done -> {
                if (open(done.responseId())) {
                    captions.agentSaid(done.responseId(), done.itemId(), done.transcript());
                }
            }
            case ResponseEvent.TextDelta delta -> {
                if (open(delta.responseId())) {
                    turns.reached(delta.responseId(), Stage.FIRST_TEXT, control.nanos());
                    captions.agentWrote(delta.responseId(), delta.itemId(), delta.delta());
                }
            }
            case ResponseEvent.TextDone done -> {
                if (open(done.responseId())) {
                    captions.agentSaid(done.responseId(), done.itemId(), done.text());
                }
            }
            case ResponseEvent.AudioDone done -> {
                if (open(done.responseId())) {
                    playback.audioDone(done.itemId(), done.contentIndex());
                }
            }
            case ResponseEvent.AudioDelta delta -> audio(delta);
            case ResponseEvent.AudioTimestampDelta word -> {
                if (open(word.responseId())) {
                    captions.agentWord(
                                    word.itemId(),
                                    word.text(),
                                    word.audioOffsetMs() * SAMPLES_PER_MS,
                                    word.audioDurationMs() * SAMPLES_PER_MS)
                            .ifPresent(control::tell);
                }
            }
            case ResponseEvent.OutputItemDone done -> {
                tools.done(done.item());
                toolMemory.done(done.item());
                if (done.item() instanceof Item.FunctionCall call) {
                    functions.called(done.responseId(), call, !open(done.responseId()));
                }
            }
            case ResponseEvent.ContentPartAdded _,
                    ResponseEvent.ContentPartDone _,
                    ResponseEvent.AudioTimestampDone _,
                    ResponseEvent.FunctionCallArgumentsDelta _,
                    ResponseEvent.FunctionCallArgumentsDone _,
                    ResponseEvent.AudioTranscriptAnnotationAdded _,
                    ResponseEvent.VideoDelta _,
                    ResponseEvent.InvocationDelta _ -> {}
        }
    }

    private void toolBegan(Item item) {
        tools.began(item);
        toolMemory.began(item);
    }

    private void toolOver(ItemId call) {
        tools.callOver(call);
        toolMemory.callOver(call);
    }

    private boolean open(ResponseId response) {
        return live() && !closed.contains(response);
    }

    /** Before the settings are accepted, nothing that the service makes is of the conversation. */
    private boolean live() {
        return control.state() instanceof ConversationState.Live;
    }

    private void began(ResponseId response) {
        if (!live()) {
            closed.add(response);
        }
        if (closed.contains(response)) {
            return;
        }
        ofSession.add(response);
        cancelVoid();
        turns.responseBegan(response, control.nanos());
        control.on(new ConversationEvent.ResponseBegan(response));
        agents.responseBegan(response);
        guarding.responseBegan(response);
    }

    /** The end of a stopped response still ends it at the service; a second end means nothing. */
    private void over(Response response) {
        var id = response.id();
        var usage = response.usage();
        if (usage != null && !counted.contains(id)) {
            counted.add(id);
            observer.used(usage.totalTokens());
        }
        if (open(id)) {
            closed.add(id);
            playback.responseOver(id);
            captions.abandon(id, playback.beingCut());
            if (!ResponseStatus.CANCELLED.equals(response.status())) {
                settled(response);
            }
        }
        guarding.over(id);
        agents.responseOver(id, response.status(), response.output());
        control.on(new ConversationEvent.ResponseOver(id));
    }

    /** What was only to be read has been read, and what failed was told. */
    private void settled(Response response) {
        var notice = Notices.ofEnd(response);
        if (notice != null) {
            control.notice(notice);
        }
        if (notice != null || !playback.unfinishedOf(response.id())) {
            turns.settled(response.id());
        }
    }
}

package dev.charla.conversation;

import dev.charla.conversation.agent.AgentSide;
import dev.charla.conversation.browser.CallerMessage;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.control.Ending;
import dev.charla.conversation.options.ConversationLimits;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.service.ServiceEvents;
import dev.charla.conversation.service.TypedWords;
import dev.charla.conversation.service.Watch;
import dev.charla.conversation.sound.Microphone;
import dev.charla.conversation.sound.Playback;
import dev.charla.conversation.state.ConversationEvent;
import dev.charla.conversation.turn.Turns;
import java.nio.ByteBuffer;

/**
 * What each message of the page means for the conversation.
 *
 * <p>Confined to the session's loop.
 */
final class CallerMessages {
    private final ConversationControl control;
    private final ConversationObserver observer;
    private final ConversationLimits limits;
    private final Microphone microphone;
    private final Playback playback;
    private final Turns turns;
    private final AgentSide agents;
    private final ServiceEvents serviceEvents;
    private final TypedWords typedWords;
    private final Watch watch;

    CallerMessages(
            ConversationControl control,
            ConversationObserver observer,
            Microphone microphone,
            Playback playback,
            Turns turns,
            AgentSide agents,
            ServiceEvents serviceEvents,
            TypedWords typedWords,
            Watch watch) {
        this.control = control;
        this.observer = observer;
        this.limits = agents.options().limits();
        this.microphone = microphone;
        this.playback = playback;
        this.turns = turns;
        this.agents = agents;
        this.serviceEvents = serviceEvents;
        this.typedWords = typedWords;
        this.watch = watch;
    }

    /** PCM16 of the caller; see {@link LiveConversation#callerAudio}. */
    void audio(ByteBuffer pcm) {
        int bytes = pcm.remaining();
        if (bytes == 0) {
            return;
        }
        if (bytes % Short.BYTES != 0) {
            control.finish(Ending.ODD_AUDIO);
        } else if (bytes > limits.frameBytes()) {
            control.finish(Ending.LARGE_AUDIO);
        } else {
            microphone.frame(pcm);
        }
    }

    /** A text message. */
    void take(CallerMessage message) {
        switch (message) {
            case CallerMessage.Text(var text) -> agents.guarding().typed(text, this::typed);
            case CallerMessage.Mute(var muted) ->
                    microphone.mute(muted, agents.options().silence());
            case CallerMessage.Approval(var card, var approved) -> {
                if (card != null && !card.isEmpty()) {
                    watch.callerTookTurn();
                    serviceEvents.decided(card, approved);
                }
            }
            case CallerMessage.Interrupt _ -> interrupted();
            case CallerMessage.PlaybackStarted(var number) -> audible(number);
            case CallerMessage.PlaybackProgress(var number, var samples) ->
                    playback.progress(number, samples);
            case CallerMessage.PlaybackFinished(var number, var samples) ->
                    playback.finished(number, samples);
            case CallerMessage.PlaybackStopped(var number, var samples) -> {
                if (!playback.stopped(number, samples)) {
                    interrupted();
                }
            }
            case CallerMessage.Ping _ -> control.tell(new PageMessage.Pong());
            case CallerMessage.End _ -> control.finish(Ending.STOPPED);
            case CallerMessage.Unknown _ -> observer.unknownMessage();
        }
    }

    private void typed(String text) {
        agents.callerTookTurn();
        if (agents.functions().asksCaller()) {
            typedWords.note(text);
        } else {
            typedWords.take(text);
        }
        agents.functions().typed(text);
    }

    private void interrupted() {
        agents.functions().interrupted(false);
        control.on(new ConversationEvent.Interrupted());
    }

    private void audible(long number) {
        var playout = playback.started(number);
        if (playout == null) {
            return;
        }
        var latency = turns.audible(playout.response(), number, control.nanos());
        if (latency != null) {
            control.tell(latency);
            observer.answered(latency);
        }
    }
}

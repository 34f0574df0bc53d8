package dev.charla.conversation.page;

import dev.charla.conversation.browser.AudioFrame;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.loop.Ticker;
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
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.ResponseRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The page's log of what passes on the service leg: names, ids, counts and codes, never words.
 * Audio is counted: the caller's by the second, an answer's when another event follows it.
 *
 * <p>Confined to the session's loop.
 */
public final class EventLog {
    private static final long APPENDS_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int SAMPLES_PER_MS = AudioFrame.SAMPLE_RATE_HZ / 1000;

    private final boolean on;
    private final Ticker ticker;
    private final long beganNanos;
    private final Consumer<PageMessage> out;

    private long appendsSinceNanos;
    private int appends;
    private long appendedBytes;
    private @Nullable ResponseId deltasOf;
    private int deltas;
    private long deltaSamples;

    public EventLog(boolean on, Ticker ticker, Consumer<PageMessage> out) {
        this.on = on;
        this.ticker = ticker;
        this.beganNanos = ticker.nanos();
        this.out = out;
    }

    /** An event of the service; not for its audio, which is {@link #audio}. */
    public void received(ServerEvent event) {
        if (on) {
            flushAudio();
            show(false, WireCode.of(event.type()), detail(event));
        }
    }

    /** Charla sent an event; not for audio, which is {@link #appended}. */
    public void sent(ClientEvent event) {
        if (on) {
            flushAudio();
            show(true, WireCode.of(event.type()), detail(event));
        }
    }

    /** Charla told a new session what was said before. */
    public void seeded(int items) {
        if (on && items > 0) {
            show(true, "conversation.item.create", items + " items of before");
        }
    }

    /** Charla sent audio of the caller. */
    public void appended(int bytes) {
        if (!on) {
            return;
        }
        long now = ticker.nanos();
        if (appends == 0) {
            appendsSinceNanos = now;
        }
        appends++;
        appendedBytes += bytes;
        if (now - appendsSinceNanos >= APPENDS_EVERY_NANOS) {
            long millis = appendedBytes / Short.BYTES / SAMPLES_PER_MS;
            show(true, "input_audio_buffer.append", appends + " frames, " + millis + " ms");
            appends = 0;
            appendedBytes = 0;
        }
    }

    /** The service sent audio of an answer. */
    public void audio(ResponseId response, long samples) {
        if (!on) {
            return;
        }
        if (deltas > 0 && !response.equals(deltasOf)) {
            flushAudio();
        }
        deltasOf = response;
        deltas++;
        deltaSamples += samples;
        if (deltaSamples >= AudioFrame.SAMPLE_RATE_HZ) {
            flushAudio();
        }
    }

    private void flushAudio() {
        if (deltas == 0) {
            return;
        }
        var detail =
                id(deltasOf) + ", " + deltas + " deltas, " + deltaSamples / SAMPLES_PER_MS + " ms";
        deltas = 0;
        deltaSamples = 0;
        show(false, "response.audio.delta", detail);
    }

    private void show(boolean sent, String name, @Nullable String detail) {
        long atMs = Duration.ofNanos(ticker.nanos() - beganNanos).toMillis();
        out.accept(new PageMessage.Event(sent, name, atMs, detail));
    }

    private static @Nullable String detail(ClientEvent event) {
        return switch (event) {
            case ConversationItemRequest.Truncate cut ->
                    id(cut.itemId()) + " at " + cut.audioEndMs() + " ms";
            case ConversationItemRequest.Create create -> id(create.item().id());
            case ResponseRequest.Cancel cancel -> id(cancel.responseId());
            case ClientEvent _ -> null;
        };
    }

    private static @Nullable String detail(ServerEvent event) {
        return switch (event) {
            case InputAudioBufferEvent input ->
                    switch (input) {
                        case InputAudioBufferEvent.SpeechStarted started ->
                                id(started.itemId()) + " at " + started.audioStartMs() + " ms";
                        case InputAudioBufferEvent.SpeechStopped stopped ->
                                id(stopped.itemId()) + " at " + stopped.audioEndMs() + " ms";
                        case InputAudioBufferEvent.Committed committed -> id(committed.itemId());
                        case InputAudioBufferEvent.TimeoutTriggered timeout ->
                                id(timeout.itemId()) + " at " + timeout.audioEndMs() + " ms";
                        case InputAudioBufferEvent.Cleared _ -> null;
                    };
            case TranscriptionEvent.Delta delta -> id(delta.itemId());
            case TranscriptionEvent.Completed completed ->
                    id(completed.itemId()) + ", " + completed.transcript().length() + " characters";
            case TranscriptionEvent.Failed failed ->
                    id(failed.itemId()) + ", " + WireCode.of(failed.error().code());
            case ConversationItemEvent.Created created -> id(created.item().id());
            case ConversationItemEvent.Truncated cut ->
                    id(cut.itemId()) + " at " + cut.audioEndMs() + " ms";
            case ConversationItemEvent other -> id(other.eventId());
            case ResponseEvent response -> detail(response);
            case ErrorEvent error -> WireCode.of(error.error().code());
            case WarningEvent warning -> WireCode.of(warning.warning().code());
            case SessionEvent _,
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
                    RateLimitsEvent _,
                    ServerEvent.Unknown _ ->
                    null;
        };
    }

    private static @Nullable String detail(ResponseEvent event) {
        return switch (event) {
            case ResponseEvent.Created created -> id(created.response().id());
            case ResponseEvent.Done done ->
                    id(done.response().id()) + ", " + WireCode.of(done.response().status().value());
            case ResponseEvent.OutputItemAdded added ->
                    id(added.responseId()) + ", " + id(added.item().id());
            case ResponseEvent.OutputItemDone done ->
                    id(done.responseId()) + ", " + id(done.item().id());
            case ResponseEvent.AudioTranscriptDelta delta ->
                    id(delta.itemId()) + ", " + delta.delta().length() + " characters";
            case ResponseEvent.TextDelta delta ->
                    id(delta.itemId()) + ", " + delta.delta().length() + " characters";
            case ResponseEvent.AudioDone done -> id(done.itemId());
            case ResponseEvent _ -> null;
        };
    }

    private static String id(@Nullable Object id) {
        return WireCode.of(id == null ? null : id.toString());
    }
}

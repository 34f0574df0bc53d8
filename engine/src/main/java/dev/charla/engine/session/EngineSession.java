package dev.charla.engine.session;

import dev.charla.engine.hearing.Hearing;
import dev.charla.engine.items.ItemStore;
import dev.charla.engine.leg.ClientLeg;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.tools.McpDesk;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.codec.ProtocolException;
import dev.charla.protocol.event.InputAudioBufferEvent;
import dev.charla.protocol.event.SessionEvent;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.item.SessionId;
import dev.charla.protocol.request.AvatarRequest;
import dev.charla.protocol.request.ByomCredentialRequest;
import dev.charla.protocol.request.ClientEvent;
import dev.charla.protocol.request.ConversationItemRequest;
import dev.charla.protocol.request.InputAudioBufferRequest;
import dev.charla.protocol.request.InputAudioRequest;
import dev.charla.protocol.request.InputTextRequest;
import dev.charla.protocol.request.OutputAudioBufferRequest;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.request.RtcRequest;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session: handles the client's events and sends the service's, in Azure's order. Confined to
 * its loop.
 */
public final class EngineSession {
    /** RFC 6455: going away. */
    private static final int CLOSE_GOING_AWAY = 1001;

    private final SessionId id;
    private final SessionParts parts;
    private final SessionLoop loop;
    private final Outbox out;
    private final LiveSettings settings;
    private final Hearing hearing;
    private final SpeakingSide speaking;
    private final ListeningSide listening;
    private final ItemEars ears;
    private final NamedTurns namedTurns;
    private final ItemDesk itemDesk;
    private final McpDesk mcp;

    private SessionLoop.@Nullable Timer expiry;
    private SessionLoop.@Nullable Timer idle;
    private boolean closed;

    /** Creates a session; {@link #open} announces it to the client. */
    public EngineSession(
            SessionParts parts, SessionRequested asked, SessionLoop loop, ClientLeg leg) {
        this.id = new SessionId("sess_" + parts.ids().next());
        this.parts = parts;
        this.loop = loop;
        this.out = new Outbox(leg, parts.ids(), asked.family());
        this.settings = new LiveSettings(id, asked, parts);
        ItemStore items = new ItemStore();
        this.mcp = new McpDesk(id.value(), parts.mcp(), loop, out, items, settings.family());
        this.speaking =
                new SpeakingSide(parts, loop, out, settings, items, mcp, new CallersFloor());
        Recognizer recognizer = new SessionEars(parts.recognizer(), settings::expected);
        this.ears = new ItemEars(recognizer, loop, out, settings, speaking::wordsKnown);
        this.itemDesk = new ItemDesk(out, items, speaking, ears, mcp, settings.family());
        this.listening = new ListeningSide(out, settings, items, speaking);
        this.hearing =
                new Hearing(
                        parts.detectors().create(),
                        recognizer,
                        loop,
                        out::itemId,
                        speaking::isHeard,
                        listening);
        this.namedTurns = new NamedTurns(hearing, settings, speaking);
        settings.takeTurns(hearing);
        speaking.onIdle(this::prompt);
    }

    private final class CallersFloor implements SpeakingSide.Floor {
        @Override
        public boolean isCallerSpeaking() {
            return hearing.isSpeaking();
        }

        @Override
        public boolean isWaitingForWords() {
            return hearing.isFinishing() || ears.isListening();
        }

        @Override
        public void agentSays(short[] samples) {
            hearing.agentSays(samples);
        }

        @Override
        public void agentIsCut() {
            hearing.agentIsCut();
        }
    }

    /** Sends {@code session.created}. Called once, first. */
    public void open() {
        out.send(new SessionEvent.Created(out.eventId(), settings.now()));
        expiry = loop.after(parts.maxLength(), this::expire);
        waitForClient();
    }

    private void waitForClient() {
        if (idle != null) {
            idle.cancel();
        }
        if (parts.maxIdle() != null) {
            idle = loop.after(parts.maxIdle(), this::giveUp);
        }
    }

    private void giveUp() {
        out.error(
                "session_idle",
                null,
                "The client sent nothing for %d seconds.".formatted(idleSeconds()),
                null);
        out.close(CLOSE_GOING_AWAY, "session_idle");
    }

    private long idleSeconds() {
        return parts.maxIdle() == null ? 0 : parts.maxIdle().toSeconds();
    }

    /** The agent was heard, but nobody answered. */
    private void prompt() {
        long untilMs = hearing.positionMs();
        hearing.clear();
        Duration silence = settings.turns().idle();
        long ms = silence == null ? 0 : silence.toMillis();
        listening.silence(Math.max(0, untilMs - ms), untilMs);
    }

    /** The session's id. */
    public SessionId id() {
        return id;
    }

    private void expire() {
        out.error(
                "session_expired",
                null,
                "Your session hit the maximum duration of %d minutes."
                        .formatted(parts.maxLength().toMinutes()),
                null);
        out.close(CLOSE_GOING_AWAY, "session_expired");
    }

    /** Handles one event of the client. */
    public void receive(ClientEvent event) {
        if (closed) {
            return;
        }
        waitForClient();
        try {
            dispatch(event);
        } catch (RefusedException e) {
            out.error(e.code(), e.param(), e.getMessage(), event.eventId());
        } catch (ProtocolException e) {
            refuse(e);
        }
    }

    /** Answers a message that is not a valid event. */
    public void refuse(ProtocolException failure) {
        if (!closed) {
            out.send(failure.toErrorEvent(out.eventId()));
        }
    }

    private void dispatch(ClientEvent event) throws RefusedException, ProtocolException {
        switch (event) {
            case InputAudioBufferRequest.Append append -> hearing.append(append.audio());
            case InputAudioBufferRequest.Commit _ -> commit();
            case InputAudioBufferRequest.Clear _ -> {
                hearing.clear();
                out.send(new InputAudioBufferEvent.Cleared(out.eventId()));
            }
            case SessionRequest.Update update -> update(update.session());
            case ConversationItemRequest request -> itemDesk.follow(request);
            case ResponseRequest.Create create -> speaking.respond(create);
            case ResponseRequest.Cancel(var response, var of) -> speaking.cancel(response, of);
            case InputAudioRequest request -> namedTurns.follow(request);
            case InputTextRequest request -> itemDesk.follow(request);
            case AvatarRequest _ -> throw RefusedException.notHere("type", "avatars");
            case OutputAudioBufferRequest _ ->
                    throw RefusedException.notHere(
                            "type", "output_audio_buffer.clear, which is for avatars");
            case RtcRequest _ -> throw RefusedException.notHere("type", "WebRTC");
            case ByomCredentialRequest _ ->
                    throw RefusedException.notHere("type", "models brought along");
            case ClientEvent.Unknown unknown -> throw ProtocolException.unsupportedType(unknown);
        }
    }

    private void update(SessionUpdate update) throws RefusedException {
        List<WarningDetails> warnings = settings.update(update, hearing);
        out.send(new SessionEvent.Updated(out.eventId(), settings.now()));
        warnings.forEach(out::warn);
        if (update.tools() != null) {
            mcp.offer(update.tools());
        }
    }

    private void commit() throws RefusedException {
        long waitingMs = hearing.commit();
        if (waitingMs < Hearing.SHORTEST_COMMIT.toMillis()) {
            throw RefusedException.commitEmpty(waitingMs);
        }
    }

    /** The client reads again. */
    public void writable() {
        speaking.writable();
    }

    /** The client is gone: ends everything, sends nothing. Idempotent. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (expiry != null) {
            expiry.cancel();
        }
        if (idle != null) {
            idle.cancel();
        }
        hearing.close();
        ears.close();
        speaking.close();
        mcp.close();
    }
}

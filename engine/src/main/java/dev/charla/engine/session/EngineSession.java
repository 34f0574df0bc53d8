package dev.charla.engine.session;

import dev.charla.engine.hearing.Heard;
import dev.charla.engine.hearing.Hearing;
import dev.charla.engine.hearing.HearingListener;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.response.AnswerListener;
import dev.charla.engine.response.AnswerRun;
import dev.charla.engine.response.AnswerSource;
import dev.charla.engine.response.AudioAllowance;
import dev.charla.engine.response.Manner;
import dev.charla.engine.session.Answers.AnswerPlan;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.AudioFormat;
import dev.charla.protocol.AvatarRequest;
import dev.charla.protocol.ByomCredentialRequest;
import dev.charla.protocol.ClientEvent;
import dev.charla.protocol.ContentPart;
import dev.charla.protocol.ConversationItemEvent;
import dev.charla.protocol.ConversationItemRequest;
import dev.charla.protocol.ErrorDetails;
import dev.charla.protocol.ErrorEvent;
import dev.charla.protocol.EventId;
import dev.charla.protocol.FailureDetails;
import dev.charla.protocol.InputAudioBufferEvent;
import dev.charla.protocol.InputAudioBufferRequest;
import dev.charla.protocol.InputAudioRequest;
import dev.charla.protocol.InputAudioTranscription;
import dev.charla.protocol.InputTextRequest;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ItemStatus;
import dev.charla.protocol.MaxTokens;
import dev.charla.protocol.Modality;
import dev.charla.protocol.OutputAudioBufferRequest;
import dev.charla.protocol.ProtocolException;
import dev.charla.protocol.ResponseId;
import dev.charla.protocol.ResponseRequest;
import dev.charla.protocol.ResponseSettings;
import dev.charla.protocol.Role;
import dev.charla.protocol.RtcRequest;
import dev.charla.protocol.SessionEvent;
import dev.charla.protocol.SessionId;
import dev.charla.protocol.SessionRequest;
import dev.charla.protocol.SessionSettings;
import dev.charla.protocol.SessionUpdate;
import dev.charla.protocol.ToolChoice;
import dev.charla.protocol.TranscriptionEvent;
import dev.charla.protocol.TurnDetection;
import dev.charla.protocol.Voice;
import dev.charla.protocol.WarningDetails;
import dev.charla.protocol.WarningEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session: what the client sends goes in, what the service says comes out, in its order.
 * Confined to its loop.
 */
public final class EngineSession implements HearingListener, Answers.AnswerDesk {
    /** Speech that may be made ahead of what the client has taken. */
    private static final int AHEAD_MS = 10_000;

    /** A noise without words gets no answer when less of it than this was voiced. */
    private static final Duration A_WORD = Duration.ofMillis(400);

    /** How long the agent waits before it looks again whether it may speak up. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final SessionId id;
    private final SessionParts parts;
    private final SessionLoop loop;
    private final ClientLeg leg;
    private final SessionRules rules;
    private final VoiceRule voices;
    private final Hearing hearing;
    private final Answers answers = new Answers(this);
    private final ItemStore items = new ItemStore();
    private final ReplyModel.Talk talk;
    private final ReentrantLock talkTurn = new ReentrantLock();
    private final AudioAllowance allowance = new AudioAllowance(AHEAD_MS);
    private final Deque<String> toSay = new ArrayDeque<>();

    private SessionSettings settings;
    private boolean voiceUsed;
    private int owedMs;
    private long playingUntilNanos;
    private SessionLoop.@Nullable Timer expiry;
    private boolean closed;

    /** A session that has not been told of yet; {@link #open} does. */
    public EngineSession(SessionParts parts, String model, SessionLoop loop, ClientLeg leg) {
        this.id = new SessionId("sess_" + parts.ids().next());
        this.parts = parts;
        this.loop = loop;
        this.leg = leg;
        this.voices = new VoiceRule(parts.synthesizer().voices());
        this.rules = new SessionRules(voices);
        this.settings = initial(model);
        this.hearing =
                new Hearing(
                        parts.detectors().create(), parts.recognizer(), loop, this::itemId, this);
        this.talk = parts.replies().open(text -> loop.execute(() -> speakUp(text)));
        this.playingUntilNanos = loop.nanos();
    }

    private SessionSettings initial(String model) {
        return SessionSettings.builder(id)
                .model(model)
                .modalities(List.of(Modality.TEXT, Modality.AUDIO))
                .instructions("")
                .voice(
                        new Voice.AzureStandard(
                                parts.synthesizer().voices().getFirst(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of()))
                .inputAudioFormat(AudioFormat.PCM16)
                .outputAudioFormat(AudioFormat.PCM16)
                .inputAudioSamplingRate(24_000)
                .inputAudioTranscription(
                        new InputAudioTranscription("azure-speech", "", null, null, null, Map.of()))
                .turnDetection(
                        TurnDetection.ServerVad.builder()
                                .threshold(0.5)
                                .prefixPaddingMs(300)
                                .silenceDurationMs(500)
                                .createResponse(true)
                                .interruptResponse(true)
                                .autoTruncate(false)
                                .build())
                .tools(List.of())
                .toolChoice(ToolChoice.Mode.AUTO)
                .temperature(0.8)
                .maxResponseOutputTokens(MaxTokens.INFINITE)
                .expiresAt(parts.clock().instant().plus(parts.maxLength()))
                .build();
    }

    /** Tells the client that the session is there. Called once, first. */
    public void open() {
        leg.send(new SessionEvent.Created(eventId(), settings));
        expiry = loop.after(parts.maxLength(), this::expire);
    }

    /** The session's id. */
    public SessionId id() {
        return id;
    }

    private void expire() {
        error(
                "session_expired",
                null,
                "Your session hit the maximum duration of %d minutes."
                        .formatted(parts.maxLength().toMinutes()),
                null);
        leg.close(1001, "session_expired");
    }

    /** Takes one event of the client's. */
    public void receive(ClientEvent event) {
        if (closed) {
            return;
        }
        try {
            dispatch(event);
        } catch (RefusedException e) {
            error(e.code(), e.param(), e.getMessage(), event.eventId());
        } catch (ProtocolException e) {
            refuse(e);
        }
    }

    /** Answers a message that was no event. */
    public void refuse(ProtocolException failure) {
        if (!closed) {
            leg.send(failure.toErrorEvent(eventId()));
        }
    }

    private void dispatch(ClientEvent event) throws RefusedException, ProtocolException {
        switch (event) {
            case InputAudioBufferRequest.Append append -> hearing.append(append.audio());
            case InputAudioBufferRequest.Commit _ -> commit();
            case InputAudioBufferRequest.Clear _ -> {
                hearing.clear();
                leg.send(new InputAudioBufferEvent.Cleared(eventId()));
            }
            case SessionRequest.Update update -> update(update.session());
            case ConversationItemRequest.Create create -> create(create);
            case ConversationItemRequest.Retrieve(var item, _) ->
                    leg.send(new ConversationItemEvent.Retrieved(eventId(), items.get(item)));
            case ConversationItemRequest.Truncate(var item, var part, var heardMs, _) -> {
                items.truncate(item, part, heardMs);
                leg.send(new ConversationItemEvent.Truncated(eventId(), item, part, heardMs));
            }
            case ConversationItemRequest.Delete(var item, _) -> {
                items.delete(item);
                leg.send(new ConversationItemEvent.Deleted(eventId(), item));
            }
            case ResponseRequest.Create create -> respond(create);
            case ResponseRequest.Cancel(var response, _) -> answers.cancel(response);
            case InputAudioRequest _ -> throw RefusedException.notHere("type", "turns by id");
            case InputTextRequest _ ->
                    throw RefusedException.notHere("type", "streaming text input");
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
        List<WarningDetails> warnings = rules.check(update, settings, voiceUsed);
        settings = settings.apply(update);
        if (update.inputAudioFormat() != null || update.inputAudioSamplingRate() != null) {
            if (update.inputAudioSamplingRate() == null) {
                int rate =
                        SessionRules.inputEncoding(
                                        settings.toBuilder().inputAudioSamplingRate(null).build())
                                .sampleRateHz();
                settings = settings.toBuilder().inputAudioSamplingRate(rate).build();
            }
            hearing.format(SessionRules.inputEncoding(settings));
        }
        if (!update.turnDetection().isAbsent()) {
            var options = SessionRules.detectorOptions(settings);
            if (options == null) {
                hearing.turnsByHand();
            } else {
                hearing.turnsByVoice(options);
            }
        }
        leg.send(new SessionEvent.Updated(eventId(), settings));
        for (WarningDetails warning : warnings) {
            leg.send(new WarningEvent(eventId(), warning));
        }
    }

    private void commit() throws RefusedException {
        long waitingMs = hearing.commit();
        if (waitingMs < Hearing.SHORTEST_COMMIT.toMillis()) {
            throw new RefusedException(
                    "input_audio_buffer_commit_empty",
                    null,
                    "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has %d.00ms of audio."
                            .formatted(waitingMs));
        }
    }

    private void create(ConversationItemRequest.Create create) throws RefusedException {
        if (!(create.item() instanceof Item.Message message)) {
            throw RefusedException.notHere("item.type", "items other than messages");
        }
        for (ContentPart part : message.content()) {
            switch (part) {
                case ContentPart.InputText _, ContentPart.Text _, ContentPart.OutputText _ -> {}
                case ContentPart.InputAudio _,
                        ContentPart.Audio _,
                        ContentPart.InputImage _,
                        ContentPart.Unknown _ ->
                        throw RefusedException.notHere(
                                "item.content", "content other than text in items of clients");
            }
        }
        ItemId item = message.id() == null ? itemId() : message.id();
        if (items.has(item)) {
            throw new RefusedException(
                    "invalid_value", "item.id", "Item '%s' exists already.".formatted(item));
        }
        List<ContentPart> content = message.content().stream().map(EngineSession::echo).toList();
        Item.Message stored =
                new Item.Message(
                        message.role(), content, item, ItemStatus.COMPLETED, null, message.extra());
        ItemId previous = items.add(new ItemEntry(item, stored, null), create.previousItemId());
        leg.send(new ConversationItemEvent.Created(eventId(), previous, stored));
    }

    /** The service echoes what clients call {@code output_text} as {@code text}. */
    private static ContentPart echo(ContentPart part) {
        return part instanceof ContentPart.OutputText(var text, var extra)
                ? new ContentPart.Text(text, extra)
                : part;
    }

    private void respond(ResponseRequest.Create create) throws RefusedException {
        ResponseSettings own = create.response();
        if (own != null) {
            rules.check(own);
        }
        String fixed = own == null ? null : fixedText(own);
        ResponseForm form = ResponseForm.of(settings, own);
        VoiceRule.Choice voice = voice(form);
        String instructions = instructions(own, create.additionalInstructions());
        answers.request(() ->
                plan(form, voice, fixed == null ? reply(instructions) : AnswerSource.of(fixed)));
    }

    private static @Nullable String fixedText(ResponseSettings own) throws RefusedException {
        Item message = own.preGeneratedAssistantMessage();
        if (message == null) {
            return null;
        }
        if (message instanceof Item.Message said) {
            String text = new ItemEntry(ItemId.NONE, said, null).line().text();
            if (!text.isBlank()) {
                return text;
            }
        }
        throw new RefusedException(
                "invalid_value",
                "response.pre_generated_assistant_message",
                "Expected a message with text.");
    }

    private String instructions(@Nullable ResponseSettings own, @Nullable String additional) {
        String session = settings.instructions() == null ? "" : settings.instructions();
        String base = own == null || own.instructions() == null ? session : own.instructions();
        return additional == null ? base : base + "\n" + additional;
    }

    private AnswerSource reply(String instructions) {
        ReplyRequest request =
                new ReplyRequest(instructions, items.lines(), items.lastUnderstood());
        return AnswerSource.of(talk, request, talkTurn);
    }

    private VoiceRule.Choice voice(ResponseForm form) throws RefusedException {
        if (form.voice() == null) {
            return new VoiceRule.Choice(parts.synthesizer().voices().getFirst(), 1, null);
        }
        return voices.choose(form.voice(), "response.voice");
    }

    private AnswerPlan plan(ResponseForm form, VoiceRule.Choice voice, AnswerSource source) {
        voiceUsed |= form.spoken();
        int tokens = items.lines().stream().mapToInt(line -> TokenCount.ofText(line.text())).sum();
        return new AnswerPlan(source, voice.voice(), voice.rate(), tokens, form);
    }

    // What is heard.

    @Override
    public void speechStarted(ItemId turn, long audioStartMs) {
        leg.send(new InputAudioBufferEvent.SpeechStarted(eventId(), (int) audioStartMs, turn));
        if (interrupts()) {
            answers.bargeIn();
        }
    }

    @Override
    public void speechStopped(ItemId turn, long audioEndMs) {
        leg.send(new InputAudioBufferEvent.SpeechStopped(eventId(), (int) audioEndMs, turn));
    }

    @Override
    public void committed(ItemId turn) {
        leg.send(new InputAudioBufferEvent.Committed(eventId(), items.last(), turn));
    }

    @Override
    public void partial(ItemId turn, String addition) {
        if (transcribes()) {
            leg.send(new TranscriptionEvent.Delta(eventId(), turn, 0, addition, null));
        }
    }

    @Override
    public void heard(ItemId turn, Heard heard) {
        switch (heard) {
            case Heard.Words(var hypothesis, var voiced) -> {
                if (transcribes()) {
                    leg.send(
                            new TranscriptionEvent.Completed(
                                    eventId(),
                                    turn,
                                    0,
                                    hypothesis.text(),
                                    "en-US",
                                    null,
                                    null,
                                    null));
                }
                keep(turn, hypothesis.text(), hypothesis.certain());
                if (createsResponses()
                        && (!hypothesis.text().isEmpty() || voiced.compareTo(A_WORD) >= 0)) {
                    answerTurn();
                }
            }
            case Heard.Failed(var code, var message) -> {
                if (transcribes()) {
                    leg.send(
                            new TranscriptionEvent.Failed(
                                    eventId(),
                                    turn,
                                    0,
                                    new FailureDetails("server_error", code, message, null)));
                }
                keep(turn, null, false);
            }
        }
    }

    private void keep(ItemId turn, @Nullable String transcript, boolean understood) {
        Item.Message message =
                new Item.Message(
                        Role.USER,
                        List.of(new ContentPart.InputAudio(null, transcript, Map.of())),
                        turn,
                        ItemStatus.COMPLETED,
                        null,
                        Map.of());
        ItemEntry entry = new ItemEntry(turn, message, null);
        entry.understood = understood;
        leg.send(new ConversationItemEvent.Created(eventId(), items.add(entry), message));
    }

    private void answerTurn() {
        answerAsSet(() -> reply(instructions(null, null)));
    }

    /** Answers under the session's settings as they are when the answer starts. */
    private void answerAsSet(Supplier<AnswerSource> source) {
        answers.turnEnded(() -> {
            ResponseForm form = ResponseForm.of(settings, null);
            try {
                return plan(form, voice(form), source.get());
            } catch (RefusedException e) {
                // Settings are checked before they are kept.
                throw new IllegalStateException(e);
            }
        });
    }

    private boolean transcribes() {
        return settings.inputAudioTranscription() != null;
    }

    private boolean createsResponses() {
        return settings.turnDetection() instanceof TurnDetection.ServerVad vad
                && !Boolean.FALSE.equals(vad.createResponse());
    }

    private boolean interrupts() {
        return settings.turnDetection() instanceof TurnDetection.ServerVad vad
                && !Boolean.FALSE.equals(vad.interruptResponse());
    }

    // What the agent says by itself.

    private void speakUp(String text) {
        if (!closed) {
            toSay.add(text);
            sayWhenQuiet();
        }
    }

    /**
     * Says what waits once neither side is speaking. The end of playing is reckoned: audio made
     * faster than it plays is taken to play from when it was sent.
     */
    private void sayWhenQuiet() {
        if (closed || toSay.isEmpty()) {
            return;
        }
        boolean quiet =
                !answers.isActive()
                        && !hearing.isSpeaking()
                        && !hearing.isFinishing()
                        && loop.nanos() - playingUntilNanos >= 0;
        if (!quiet) {
            loop.after(LOOK_AGAIN, this::sayWhenQuiet);
            return;
        }
        String text = toSay.remove();
        answerAsSet(() -> AnswerSource.of(text));
        sayWhenQuiet();
    }

    // What answers are made with.

    @Override
    public ResponseId responseId() {
        return new ResponseId("resp_" + parts.ids().next());
    }

    @Override
    public ItemId assistantItemId() {
        return new ItemId("msg_" + parts.ids().next());
    }

    @Override
    public ItemStore items() {
        return items;
    }

    @Override
    public ResponseWriter writer(ResponseId response, AnswerPlan plan, ItemEntry entry) {
        return new ResponseWriter(
                plan.form().created(response),
                entry,
                plan.form().spoken(),
                SessionRules.outputEncoding(plan.form().format()),
                plan.inputTokens(),
                this::eventId,
                leg::send);
    }

    @Override
    public AnswerRun run(
            ResponseId response, AnswerPlan plan, Manner manner, AnswerListener listener) {
        return new AnswerRun(
                response.value(),
                plan.source(),
                new AnswerRun.Voicing(
                        plan.form().spoken(),
                        parts.synthesizer(),
                        plan.voice(),
                        manner,
                        parts.pool(),
                        allowance),
                loop,
                listener);
    }

    @Override
    public void sent(int ms) {
        long now = loop.nanos();
        long from = playingUntilNanos - now > 0 ? playingUntilNanos : now;
        playingUntilNanos = from + Duration.ofMillis(ms).toNanos();
        if (leg.isWritable()) {
            allowance.giveBack(ms);
        } else {
            owedMs += ms;
        }
    }

    @Override
    public void ended(ItemEntry entry) {
        if (hearing.isSpeaking()) {
            // Whatever was sent is being dropped by a client that hears the caller.
            playingUntilNanos = loop.nanos();
        }
    }

    /** The client takes more again. */
    public void writable() {
        allowance.giveBack(owedMs);
        owedMs = 0;
    }

    /** The client is gone: everything ends, nothing is sent. Idempotent. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (expiry != null) {
            expiry.cancel();
        }
        hearing.close();
        answers.close();
        toSay.clear();
        talk.close();
    }

    private void error(String code, @Nullable String param, String message, @Nullable EventId of) {
        leg.send(
                new ErrorEvent(
                        eventId(),
                        new ErrorDetails("invalid_request_error", code, message, param, of)));
    }

    private EventId eventId() {
        return new EventId("event_" + parts.ids().next());
    }

    private ItemId itemId() {
        return new ItemId("item_" + parts.ids().next());
    }
}

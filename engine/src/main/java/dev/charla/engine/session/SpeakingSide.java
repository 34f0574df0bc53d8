package dev.charla.engine.session;

import dev.charla.engine.answers.Answers;
import dev.charla.engine.answers.Answers.AnswerPlan;
import dev.charla.engine.answers.Interims;
import dev.charla.engine.answers.Playing;
import dev.charla.engine.answers.ResponseForm;
import dev.charla.engine.answers.ResponseWriter;
import dev.charla.engine.answers.TokenCount;
import dev.charla.engine.items.ItemEntry;
import dev.charla.engine.items.ItemStore;
import dev.charla.engine.leg.Outbox;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.response.AnswerListener;
import dev.charla.engine.response.AnswerRun;
import dev.charla.engine.response.AnswerSource;
import dev.charla.engine.response.AudioAllowance;
import dev.charla.engine.response.HeardText;
import dev.charla.engine.response.Manner;
import dev.charla.engine.response.Thrown;
import dev.charla.engine.settings.Family;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.settings.SessionRules;
import dev.charla.engine.settings.TurnRule;
import dev.charla.engine.settings.VoiceRule;
import dev.charla.engine.tools.McpDesk;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ConversationItemEvent;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.item.CallId;
import dev.charla.protocol.item.ConversationId;
import dev.charla.protocol.item.EventId;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ItemStatus;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.item.Role;
import dev.charla.protocol.request.ResponseRequest;
import dev.charla.protocol.settings.ResponseSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, and speaks on its own initiative. Confined to the loop. */
final class SpeakingSide implements Answers.AnswerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SpeakingSide.class);

    /** How much audio is synthesised ahead of what the client has read. */
    private static final int AHEAD_MS = 10_000;

    /** How long the agent waits before it checks again whether it may speak. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** The maximum number of tools. */
    private static final int MOST_WAITING = 128;

    private final SessionParts parts;
    private final SessionLoop loop;
    private final Outbox out;
    private final LiveSettings settings;
    private final ItemStore items;
    private final Floor floor;
    private final ConversationId conversation;
    private final McpDesk mcp;
    private final AnswerSources sources;
    private final Interims interims;
    private final Answers answers;
    private final ReplyModel.Dialogue dialogue;
    private final AudioAllowance allowance = new AudioAllowance(AHEAD_MS);
    private final Playing playing;
    private final IdlePrompt idle;
    private final Deque<String> toSay = new ArrayDeque<>();
    private final List<Runnable> afterResponse = new ArrayList<>();

    /** A requested response that has not begun; see {@link #respond}. */
    private ResponseRequest.@Nullable Create waiting;

    /** Whether it waits because the caller speaks, and not only for a transcript. */
    private boolean waitsForCaller;

    /** Whether the answer to a turn waits because the caller continued before it began. */
    private boolean turnWaits;

    private @Nullable ItemEntry spokenNow;
    private SessionLoop.@Nullable Timer lookAgain;
    private SessionLoop.@Nullable Timer lookForFloor;
    private int owedMs;
    private boolean closed;

    /** The caller's speech, and what they hear. */
    interface Floor {
        boolean isCallerSpeaking();

        /** Whether the recognition of an ended turn is pending. */
        boolean isWaitingForWords();

        /** Sends the agent's audio; mono at the synthesiser's rate. */
        void agentSays(short[] samples);

        /** The caller interrupted: audio that was not played is not heard. */
        void agentIsCut();
    }

    SpeakingSide(
            SessionParts parts,
            SessionLoop loop,
            Outbox out,
            LiveSettings settings,
            ItemStore items,
            McpDesk mcp,
            Floor floor) {
        this.parts = parts;
        this.mcp = mcp;
        this.answers = new Answers(this, mcp);
        this.loop = loop;
        this.out = out;
        this.settings = settings;
        this.items = items;
        this.floor = floor;
        this.conversation = new ConversationId("conv_" + parts.ids().next());
        SessionSurroundings surroundings =
                new SessionSurroundings(text -> loop.execute(() -> speakUp(text)));
        this.dialogue = parts.replies().open(surroundings);
        this.interims = new Interims(parts.replies(), items);
        this.sources = new AnswerSources(dialogue, surroundings, settings, items, mcp);
        this.playing = new Playing(loop);
        this.idle = new IdlePrompt(loop, () -> settings.turns().idle(), this::isQuiet);
    }

    /** Receives a long silence. */
    void onIdle(Runnable prompt) {
        idle.then(prompt);
    }

    /**
     * Handles a request for a response. It waits for a pending transcript: a client that commits a
     * turn and requests a response at once means that turn. While the caller speaks and speech
     * interrupts, a spoken response waits as well; otherwise it would talk over the caller.
     */
    void respond(ResponseRequest.Create create) throws RefusedException {
        boolean overCaller = isSpoken(create) && !items.endsTyped() && wouldInterruptCaller();
        if (!floor.isWaitingForWords() && (!overCaller || answers.isActive())) {
            respondNow(create);
            return;
        }
        if (create.response() != null) {
            settings.check(create.response());
        }
        if (waiting != null) {
            throw new RefusedException(
                    "conversation_already_has_active_response",
                    null,
                    "A response waits for the caller's words. Wait until it is finished before"
                            + " creating a new one.");
        }
        waiting = create;
        waitsForCaller = overCaller;
        lookAgain();
    }

    private boolean isSpoken(ResponseRequest.Create create) {
        return ResponseForm.of(settings.now(), create.response()).spoken();
    }

    /** Whether a response would begin now while the caller speaks, although it should not. */
    private boolean wouldInterruptCaller() {
        return settings.turns().interrupts() && floor.isCallerSpeaking();
    }

    private void respondNow(ResponseRequest.Create create) throws RefusedException {
        ResponseSettings own = create.response();
        List<WarningDetails> warnings = own == null ? List.of() : settings.check(own);
        ResponseForm form = ResponseForm.of(settings.now(), own);
        Supplier<AnswerSource> source = sources.of(create, form);
        VoiceRule.Choice voice = settings.voice(form);
        if (own != null && Boolean.TRUE.equals(own.cancelPrevious()) && answers.isActive()) {
            answers.cancel(null);
        }
        answers.request(() -> plan(form, voice, source.get()));
        warnings.forEach(out::warn);
    }

    private AnswerPlan plan(ResponseForm form, VoiceRule.Choice voice, AnswerSource source) {
        if (form.spoken()) {
            settings.voiceIsUsed();
        }
        int text =
                items.steps().stream()
                        .mapToInt(step ->
                                switch (step) {
                                    case ReplyRequest.Line(_, var words) ->
                                            TokenCount.ofText(words);
                                    case ReplyRequest.Call(_, _, var arguments) ->
                                            TokenCount.ofText(arguments);
                                    case ReplyRequest.Result(_, var output) ->
                                            TokenCount.ofText(output);
                                })
                        .sum();
        return new AnswerPlan(
                source,
                voice.voice(),
                voice.rate(),
                new ResponseWriter.InputTokens(text, TokenCount.ofInputAudio(items.spokenMs())),
                settings.tools(form, mcp),
                form);
    }

    /** The pending transcript is known, or never will be. */
    void wordsKnown() {
        if (closed || floor.isWaitingForWords() || wouldInterruptCaller()) {
            return;
        }
        if (turnWaits) {
            answerTurn();
        }
        respondLate();
    }

    /** For ends of speech that are not reported: discarded speech and fillers. */
    private void lookAgain() {
        if (lookForFloor == null && !closed && (turnWaits || waiting != null)) {
            lookForFloor =
                    loop.after(
                            LOOK_AGAIN,
                            () -> {
                                lookForFloor = null;
                                wordsKnown();
                                lookAgain();
                            });
        }
    }

    private void respondLate() {
        ResponseRequest.Create create = waiting;
        waiting = null;
        if (create == null) {
            return;
        }
        try {
            respondNow(create);
        } catch (RefusedException e) {
            out.error(e.code(), e.param(), e.getMessage(), create.eventId());
        }
    }

    /**
     * A turn of the caller ended and its words are known. If the caller has begun to speak again,
     * the answer waits: the answer to the next turn then covers both, and if that turn has no
     * words, this answer begins.
     */
    void answerTurn() {
        if (wouldInterruptCaller()) {
            turnWaits = true;
            lookAgain();
            return;
        }
        turnWaits = false;
        if (waitsForCaller) {
            overtake();
        }
        answerAsSet(sources::asSet);
    }

    /**
     * The answer to the caller's turn replaces a response that the client has requested meanwhile.
     */
    private void overtake() {
        ResponseRequest.Create create = waiting;
        waiting = null;
        waitsForCaller = false;
        if (create == null || answers.isActive()) {
            return;
        }
        try {
            ResponseForm form = ResponseForm.of(settings.now(), create.response());
            Supplier<AnswerSource> source = sources.of(create, form);
            answers.overtaken(plan(form, settings.voice(form), source.get()));
        } catch (RefusedException e) {
            out.error(e.code(), e.param(), e.getMessage(), create.eventId());
        }
    }

    /** Creates the source of an answer for a form. */
    private interface Finding {
        AnswerSource source(ResponseForm form);
    }

    /** Answers with the settings at the time when the answer starts. */
    private void answerAsSet(Finding finding) {
        answers.turnEnded(() -> {
            ResponseForm form = ResponseForm.of(settings.now(), null);
            try {
                return plan(form, settings.voice(form), finding.source(form));
            } catch (RefusedException e) {
                // Settings are checked before they are kept.
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * @param response null for whichever is active
     */
    void cancel(@Nullable ResponseId response, @Nullable EventId of) throws RefusedException {
        if (response == null && !answers.isActive()) {
            // A waiting response was requested, so it is announced, and its end as well.
            respondLate();
        }
        answers.cancel(response);
    }

    /** The caller speaks. */
    void callerSpeaks() {
        idle.disarm();
        TurnRule rule = settings.turns();
        if (!rule.interrupts()) {
            return;
        }
        answers.bargeIn();
        floor.agentIsCut();
        if (rule.cuts()) {
            for (Playing.Cut cut : playing.cut()) {
                ItemEntry entry = cut.entry();
                entry.truncate(cut.heardMs(), rule.appended());
                entry.cutHere = true;
                out.send(
                        new ConversationItemEvent.Truncated(
                                out.eventId(), entry.id, 0, (int) cut.heardMs()));
            }
        }
    }

    /** Runs a task when no response is active: now, or after the end of the active one. */
    void whenNoneIsActive(Runnable task) throws RefusedException {
        if (answers.isActive()) {
            if (afterResponse.size() >= MOST_WAITING) {
                throw new RefusedException(
                        "invalid_value",
                        "item",
                        "%d items wait for the end of the response already."
                                .formatted(MOST_WAITING));
            }
            afterResponse.add(task);
        } else {
            task.run();
        }
    }

    /** Whether the agent is heard, as far as the engine can tell. */
    boolean isHeard() {
        return playing.isHeard();
    }

    /** An item is gone. */
    void forget(ItemEntry entry) {
        playing.forget(entry);
    }

    private void speakUp(String text) {
        if (!closed) {
            toSay.add(text);
            sayWhenQuiet();
        }
    }

    private boolean isQuiet() {
        return !closed
                && !answers.isActive()
                && !floor.isCallerSpeaking()
                && !floor.isWaitingForWords()
                && !playing.isHeard();
    }

    /** Speaks what waits once neither side is speaking. */
    private void sayWhenQuiet() {
        if (closed || toSay.isEmpty()) {
            return;
        }
        if (lookAgain != null) {
            lookAgain.cancel();
        }
        if (!isQuiet()) {
            lookAgain = loop.after(LOOK_AGAIN, this::sayWhenQuiet);
            return;
        }
        String text = toSay.remove();
        answerAsSet(_ -> AnswerSource.of(text));
        sayWhenQuiet();
    }

    // What answers are made with.

    @Override
    public ResponseId responseId() {
        return out.responseId();
    }

    @Override
    public ResponseWriter writer(ResponseId response, AnswerPlan plan) {
        spokenNow = null;
        return new ResponseWriter(
                plan.form().created(response, conversation, settings.family()),
                new Places(plan.form()),
                SessionRules.outputEncoding(plan.form().format()),
                plan.input(),
                plan.form().times(),
                out);
    }

    /** Stores the items of a response. */
    private final class Places implements ResponseWriter.Places {
        private final ResponseForm form;

        Places(ResponseForm form) {
            this.form = form;
        }

        @Override
        public ItemEntry message() {
            ItemId id = out.answerId();
            ItemEntry entry =
                    new ItemEntry(
                            id,
                            new Item.Message(
                                    Role.ASSISTANT,
                                    List.of(),
                                    id,
                                    settings.family() == Family.NATIVE
                                            ? ItemStatus.IN_PROGRESS
                                            : ItemStatus.INCOMPLETE,
                                    null,
                                    Map.of()),
                            form.spoken() ? new HeardText() : null);
            spokenNow = entry;
            return entry;
        }

        @Override
        public CallId callId() {
            return out.callId();
        }

        @Override
        public ItemId itemId() {
            return out.itemId();
        }

        @Override
        public ResponseWriter.@Nullable Added add(ItemEntry entry) {
            return form.inConversation()
                    ? new ResponseWriter.Added(settings.family().previous(items.add(entry)))
                    : null;
        }
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
                        plan.rate(),
                        manner,
                        parts.pool(),
                        allowance),
                interims.of(plan.form()),
                loop,
                listener);
    }

    @Override
    public void unspoken(String voice) {
        out.warn(
                new WarningDetails(
                        "The voice '%s' cannot speak some of the words: they are not in its script."
                                        .formatted(voice)
                                + " Choose a voice of their language.",
                        "text_not_spoken",
                        "response.output"));
    }

    @Override
    public void notBegun(ResponseId response, Throwable failure) {
        notStarted(response, failure);
        out.error("server_error", null, "The response could not be started.", null);
    }

    @Override
    public void notStarted(ResponseId response, Throwable failure) {
        LOG.atError()
                .addKeyValue("response", response.value())
                .addKeyValue("failure", Thrown.where(failure))
                .log("a response could not be started");
    }

    @Override
    public void sent(short[] samples) {
        floor.agentSays(samples);
        int ms = AnswerRun.millis(samples.length);
        if (spokenNow != null) {
            playing.sent(spokenNow, ms);
        }
        if (out.isWritable()) {
            allowance.giveBack(ms);
        } else {
            owedMs += ms;
        }
    }

    @Override
    public void ended() {
        if (floor.isCallerSpeaking() && !settings.turns().cuts()) {
            // A client that hears the caller discards everything sent.
            playing.stop();
        }
        List<Runnable> waiting = List.copyOf(afterResponse);
        afterResponse.clear();
        waiting.forEach(Runnable::run);
        idle.arm(playing.rest());
    }

    /** The client reads again. */
    void writable() {
        allowance.giveBack(owedMs);
        owedMs = 0;
    }

    /** Ends everything and sends nothing. Idempotent. */
    void close() {
        closed = true;
        idle.disarm();
        waiting = null;
        turnWaits = false;
        if (lookForFloor != null) {
            lookForFloor.cancel();
        }
        afterResponse.clear();
        answers.close();
        toSay.clear();
        if (lookAgain != null) {
            lookAgain.cancel();
        }
        dialogue.close();
    }
}

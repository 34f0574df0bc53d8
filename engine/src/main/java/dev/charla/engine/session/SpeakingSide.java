package dev.charla.engine.session;

import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.reply.ReplyRequest;
import dev.charla.engine.response.AnswerListener;
import dev.charla.engine.response.AnswerRun;
import dev.charla.engine.response.AnswerSource;
import dev.charla.engine.response.AudioAllowance;
import dev.charla.engine.response.Manner;
import dev.charla.engine.session.Answers.AnswerPlan;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.Item;
import dev.charla.protocol.ItemId;
import dev.charla.protocol.ResponseId;
import dev.charla.protocol.ResponseRequest;
import dev.charla.protocol.ResponseSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers, and speaks up by itself. Confined to the loop. */
final class SpeakingSide implements Answers.AnswerDesk {
    /** Speech that may be made ahead of what the client has taken. */
    private static final int AHEAD_MS = 10_000;

    /** How long the agent waits before it looks again whether it may speak up. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final SessionParts parts;
    private final SessionLoop loop;
    private final Outbox out;
    private final LiveSettings settings;
    private final ItemStore items;
    private final Floor floor;
    private final Answers answers = new Answers(this);
    private final ReplyModel.Talk talk;
    private final ReentrantLock talkTurn = new ReentrantLock();
    private final AudioAllowance allowance = new AudioAllowance(AHEAD_MS);
    private final Deque<String> toSay = new ArrayDeque<>();

    private int owedMs;
    private long playingUntilNanos;
    private boolean closed;

    /** What the caller is doing. */
    interface Floor {
        boolean isCallerSpeaking();

        /** Whether words of a turn that ended are still being made out. */
        boolean isWaitingForWords();
    }

    SpeakingSide(
            SessionParts parts,
            SessionLoop loop,
            Outbox out,
            LiveSettings settings,
            ItemStore items,
            Floor floor) {
        this.parts = parts;
        this.loop = loop;
        this.out = out;
        this.settings = settings;
        this.items = items;
        this.floor = floor;
        this.talk = parts.replies().open(text -> loop.execute(() -> speakUp(text)));
        this.playingUntilNanos = loop.nanos();
    }

    /** A client asks for a response. */
    void respond(ResponseRequest.Create create) throws RefusedException {
        ResponseSettings own = create.response();
        if (own != null) {
            settings.check(own);
        }
        String fixed = own == null ? null : fixedText(own);
        ResponseForm form = ResponseForm.of(settings.now(), own);
        VoiceRule.Choice voice = settings.voice(form);
        String instructions = settings.instructions(own, create.additionalInstructions());
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

    private AnswerSource reply(String instructions) {
        ReplyRequest request =
                new ReplyRequest(instructions, items.lines(), items.lastUnderstood());
        return AnswerSource.of(talk, request, talkTurn);
    }

    private AnswerPlan plan(ResponseForm form, VoiceRule.Choice voice, AnswerSource source) {
        if (form.spoken()) {
            settings.voiceIsUsed();
        }
        int tokens = items.lines().stream().mapToInt(line -> TokenCount.ofText(line.text())).sum();
        return new AnswerPlan(source, voice.voice(), voice.rate(), tokens, form);
    }

    /** A turn of the caller's ended. */
    void answerTurn() {
        answerAsSet(() -> reply(settings.instructions(null, null)));
    }

    /** Answers under the session's settings as they are when the answer starts. */
    private void answerAsSet(Supplier<AnswerSource> source) {
        answers.turnEnded(() -> {
            ResponseForm form = ResponseForm.of(settings.now(), null);
            try {
                return plan(form, settings.voice(form), source.get());
            } catch (RefusedException e) {
                // Settings are checked before they are kept.
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * @param response null for whichever is active
     */
    void cancel(@Nullable ResponseId response) throws RefusedException {
        answers.cancel(response);
    }

    /** The caller speaks, and that interrupts. */
    void bargeIn() {
        answers.bargeIn();
    }

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
                        && !floor.isCallerSpeaking()
                        && !floor.isWaitingForWords()
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
        return out.responseId();
    }

    @Override
    public ItemId assistantItemId() {
        return out.answerId();
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
                out::eventId,
                out::send);
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
        if (out.isWritable()) {
            allowance.giveBack(ms);
        } else {
            owedMs += ms;
        }
    }

    @Override
    public void ended(ItemEntry entry) {
        if (floor.isCallerSpeaking()) {
            // Whatever was sent is being dropped by a client that hears the caller.
            playingUntilNanos = loop.nanos();
        }
    }

    /** The client takes more again. */
    void writable() {
        allowance.giveBack(owedMs);
        owedMs = 0;
    }

    /** Ends everything in silence. Idempotent. */
    void close() {
        closed = true;
        answers.close();
        toSay.clear();
        talk.close();
    }
}

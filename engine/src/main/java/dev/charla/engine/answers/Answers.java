package dev.charla.engine.answers;

import dev.charla.engine.reply.ReplyTools;
import dev.charla.engine.response.AnswerListener;
import dev.charla.engine.response.AnswerRun;
import dev.charla.engine.response.AnswerSource;
import dev.charla.engine.response.Manner;
import dev.charla.engine.response.ResponseLife;
import dev.charla.engine.response.ResponseLife.Effect;
import dev.charla.engine.response.ResponseLife.Ending;
import dev.charla.engine.response.ResponseLife.Event;
import dev.charla.engine.settings.RefusedException;
import dev.charla.engine.synthesis.SpeechTiming;
import dev.charla.engine.tools.McpDesk;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.response.FailureDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the effects of {@link ResponseLife}: starts answers, sends their events and ends
 * them. Confined to the loop.
 */
public final class Answers {
    private final AnswerDesk desk;
    private final McpDesk mcp;
    private final Map<ResponseId, Supplier<AnswerPlan>> plans = new HashMap<>();
    private ResponseLife.State state = ResponseLife.initial();
    private @Nullable Answer current;
    private Manner manner = Manner.PLAIN;

    public Answers(AnswerDesk desk, McpDesk mcp) {
        this.desk = desk;
        this.mcp = mcp;
    }

    /**
     * Requests a response now.
     *
     * @throws RefusedException when another one is active
     */
    public void request(Supplier<AnswerPlan> plan) throws RefusedException {
        ResponseId id = desk.responseId();
        plans.put(id, plan);
        refuse(take(new Event.Requested(id)), id);
    }

    /** Requests an answer to an ended turn: now, or when the active response has ended. */
    public void turnEnded(Supplier<AnswerPlan> plan) {
        ResponseId id = desk.responseId();
        plans.put(id, plan);
        take(new Event.TurnEnded(id));
    }

    /**
     * Ends a response before it is finished.
     *
     * @param id null for whichever is active
     * @throws RefusedException when it is not
     */
    public void cancel(@Nullable ResponseId id) throws RefusedException {
        refuse(take(new Event.CancelRequested(id)), id);
    }

    /** Announces a response that the caller interrupted before it began. None is active. */
    public void overtaken(AnswerPlan plan) {
        ResponseWriter writer = desk.writer(desk.responseId(), plan);
        writer.created();
        writer.end(Ending.TURN_DETECTED, null);
        desk.ended();
    }

    /** Handles a barge-in. */
    public void bargeIn() {
        take(new Event.BargeIn());
        // Drops a waiting answer: the turn being spoken now replaces it.
        plans.clear();
    }

    /** Ends everything and sends nothing. */
    public void close() {
        take(new Event.SessionOver());
        plans.clear();
    }

    public boolean isActive() {
        return current != null;
    }

    private List<Effect> take(Event event) {
        ResponseLife.Step step = ResponseLife.next(state, event);
        state = step.state();
        List<Effect> refusals = new ArrayList<>();
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Start(var id) -> start(id);
                case Effect.End(var id, var ending) -> end(id, ending);
                case Effect.RefuseSecond _, Effect.RefuseCancel _ -> refusals.add(effect);
            }
        }
        return refusals;
    }

    private void refuse(List<Effect> refusals, @Nullable ResponseId id) throws RefusedException {
        for (Effect refusal : refusals) {
            if (refusal instanceof Effect.RefuseSecond(var active)) {
                plans.remove(id);
                throw new RefusedException(
                        "conversation_already_has_active_response",
                        null,
                        "Conversation already has an active response in progress: %s. Wait until the response is finished before creating a new one."
                                .formatted(active));
            }
            throw new RefusedException(
                    "response_cancel_not_active",
                    null,
                    "Cancellation failed: no active response found");
        }
    }

    private void start(ResponseId id) {
        Supplier<AnswerPlan> waiting = plans.remove(id);
        if (waiting == null) {
            throw new IllegalStateException("a response without a plan");
        }
        Answer answer;
        try {
            answer = new Answer(id, waiting.get());
        } catch (RuntimeException | Error e) {
            // Not announced yet, so there is no end to send; the next one may start.
            desk.notBegun(id, e);
            take(new Event.Made(id, Ending.FAILED));
            return;
        }
        current = answer;
        answer.start();
    }

    private void end(ResponseId id, Ending ending) {
        Answer answer = current;
        if (answer != null && answer.id.equals(id)) {
            current = null;
            answer.end(ending);
        }
    }

    /** A response in progress. */
    private final class Answer implements AnswerListener {
        final ResponseId id;
        private final AnswerPlan plan;
        private final ResponseWriter writer;
        private final AnswerRun run;
        private final List<McpDesk.Call> calls = new ArrayList<>();
        private @Nullable FailureDetails failure;
        private int running;
        private boolean allMade;
        private Ending ownEnding = Ending.COMPLETED;
        private boolean toldUnspoken;

        Answer(ResponseId id, AnswerPlan plan) {
            this.id = id;
            this.plan = plan;
            this.writer = desk.writer(id, plan);
            this.run = desk.run(id, plan, manner, this);
        }

        void start() {
            writer.created();
            try {
                run.start();
            } catch (RuntimeException | Error e) {
                desk.notStarted(id, e);
                failed("server_error", "The answer could not be made.");
            }
        }

        void end(Ending ending) {
            run.cancel();
            if (ending != Ending.ABANDONED) {
                calls.forEach(McpDesk.Call::cancel);
                writer.end(ending, failure);
                desk.ended();
            }
        }

        @Override
        public void text(String delta) {
            writer.text(delta);
            stopAtLimit();
        }

        @Override
        public void sentence(String words) {
            writer.sentence(words);
            stopAtLimit();
        }

        private void stopAtLimit() {
            Integer most = plan.form().limit();
            if (most != null && writer.outputTokens() > most) {
                take(new Event.Made(id, Ending.MAX_TOKENS));
            }
        }

        @Override
        public void timing(SpeechTiming timing) {
            writer.timing(timing);
        }

        @Override
        public void audio(short[] samples) {
            writer.audio(samples);
            desk.sent(samples);
        }

        @Override
        public void unspoken() {
            if (!toldUnspoken) {
                toldUnspoken = true;
                desk.unspoken(plan.voice());
            }
        }

        @Override
        public void call(String name, String arguments) {
            Optional<ReplyTools.Served> served = plan.tools().served(name);
            if (served.isPresent()) {
                running++;
                McpDesk.Call call =
                        mcp.call(
                                writer.mcpCall(served.get(), arguments),
                                plan.form().inConversation(),
                                this::callOver);
                if (call == null) {
                    running--;
                } else {
                    calls.add(call);
                }
            } else {
                writer.call(name, arguments);
            }
            stopAtLimit();
        }

        private void callOver() {
            running--;
            finish();
        }

        @Override
        public void manner(Manner changed) {
            manner = changed;
        }

        @Override
        public void made(Ending ending) {
            allMade = true;
            ownEnding = ending;
            finish();
        }

        /** The response ends when its calls have been answered. */
        private void finish() {
            if (allMade && running == 0) {
                take(new Event.Made(id, ownEnding));
            }
        }

        @Override
        public void failed(String code, String message) {
            failure = new FailureDetails("server_error", code, message, null);
            take(new Event.Made(id, Ending.FAILED));
        }
    }

    /** The inputs of an answer; the session's. */
    public interface AnswerDesk {
        ResponseId responseId();

        ResponseWriter writer(ResponseId id, AnswerPlan plan);

        AnswerRun run(ResponseId id, AnswerPlan plan, Manner manner, AnswerListener listener);

        /** The voice cannot speak some of a response's words. Once for each response. */
        void unspoken(String voice);

        /** An unannounced response could not be prepared. */
        void notBegun(ResponseId id, Throwable failure);

        /** An announced response could not be started; its end is sent. */
        void notStarted(ResponseId id, Throwable failure);

        /** Audio passed to the client's leg. */
        void sent(short[] samples);

        /** The response has ended and its end was sent. */
        void ended();
    }

    /**
     * What to answer and how; created when the answer starts, so that it contains everything said
     * until then.
     *
     * @param voice a voice of the synthesiser
     * @param rate factor on the speaking rate from the voice's settings
     * @param tools the callable tools
     */
    public record AnswerPlan(
            AnswerSource source,
            String voice,
            double rate,
            ResponseWriter.InputTokens input,
            ReplyTools tools,
            ResponseForm form) {}
}

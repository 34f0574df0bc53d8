package dev.charla.conversation.agent;

import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.flow.Then;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.guarding.Guarding;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.tool.Exits;
import dev.charla.conversation.tool.FunctionCalls;
import dev.charla.conversation.tool.ToolMemory;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.response.ResponseStatus;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a conversation, with their tools and what their own code asks for.
 *
 * <p>Confined to the session's loop.
 */
public final class AgentSide {
    private final ActiveAgent active;
    private final OwnCode code;
    private final ServiceRequests requests;
    private final FunctionCalls functions;
    private final Guarding guarding;
    private final HandOffs handOffs;
    private final Farewell farewell;

    /** A response that is being made in the last step of a flow. */
    private @Nullable ResponseId lastOfFlow;

    /**
     * Nobody has spoken yet.
     *
     * @param sounds whether some of a response is on its way to the caller's ear
     */
    public AgentSide(
            ConversationControl control,
            ConversationObserver observer,
            Captions captions,
            ToolMemory memory,
            ServiceRequests requests,
            SessionLoop loop,
            ActiveAgent active,
            HandOffs.Session session,
            Predicate<ResponseId> sounds) {
        this.active = active;
        this.requests = requests;
        this.code = new OwnCode(loop, active, new Wishes());
        this.functions =
                new FunctionCalls(
                        control,
                        observer,
                        captions,
                        memory,
                        requests,
                        loop,
                        active.get().functions(),
                        code,
                        new Leads());
        this.guarding =
                new Guarding(control, observer, loop, active, requests, captions, code, sounds);
        this.farewell = new Farewell(control, requests);
        this.handOffs =
                new HandOffs(
                        control, observer, captions, active, functions, session, this::arrived);
    }

    /** The tools that agents call. */
    public FunctionCalls functions() {
        return functions;
    }

    /** What may be said. */
    public Guarding guarding() {
        return guarding;
    }

    /** How one agent follows another. */
    public HandOffs handOffs() {
        return handOffs;
    }

    /** The conversation for an agent's own code. */
    public Conversation code() {
        return code;
    }

    /** The options of the agent that the caller talks with. */
    public ConversationOptions options() {
        return active.get();
    }

    /** The caller says something. */
    public void callerTookTurn() {
        code.callerTookTurn();
        handOffs.callerTookTurn();
        active.places().callerTookTurn();
    }

    private void arrived(boolean handedOff) {
        if (handedOff) {
            code.handedOff();
        }
        // Who ends has the last word.
        functions.hold(farewell.asked() || handOffs.pending());
        settled();
    }

    /** The service began a response; whether it was taken shows in the state. */
    public void responseBegan(ResponseId response) {
        functions.responseBegan(response);
        farewell.responseBegan();
        if (!requests.saying()) {
            handOffs.responseBegan();
        }
        var step = active.places().step(active.get().agent().name());
        if (step != null
                && step.last()
                && !handOffs.pending()
                && !requests.saying()
                && !requests.greeting()) {
            lastOfFlow = response;
        }
    }

    /** A response is over: its calls are all known. */
    public void responseOver(ResponseId response, ResponseStatus status, List<Item> output) {
        boolean calls = functions.responseOver(response, status, output);
        if (response.equals(lastOfFlow)) {
            lastOfFlow = null;
            if (!calls && ResponseStatus.COMPLETED.equals(status)) {
                flowOver();
            }
        }
    }

    /** The agent has said what the last step of its flow is for. */
    private void flowOver() {
        var agent = active.get().agent().name();
        var step = active.places().step(agent);
        if (step == null || !step.last() || handOffs.pending() || farewell.asked()) {
            return;
        }
        if (step.then() == Then.END) {
            code.end("");
        } else {
            active.places().go(agent, null);
            handOffs.step(agent, step, null, false);
        }
    }

    /** The state may have changed: does what is to be done once nobody speaks. */
    public void settled() {
        guarding.settled();
        handOffs.settled();
        farewell.settled();
        functions.settled();
    }

    /** The page was away. */
    public void tellAgain() {
        handOffs.tellAgain();
        functions.tellAgain();
    }

    /** The conversation is over. */
    public void close() {
        code.close();
        guarding.close();
        functions.close();
    }

    private final class Wishes implements OwnCode.Wishes {
        @Override
        public void progress(String words) {
            functions.progress(words);
            settled();
        }

        @Override
        public void say(String words) {
            functions.say(words);
            settled();
        }

        @Override
        public void end(String lastWords) {
            farewell.ask(lastWords);
            functions.hold(true);
            settled();
        }

        @Override
        public void handOff(ConversationOptions next) {
            if (!farewell.asked()) {
                handOffs.to(next);
            }
        }
    }

    private final class Leads implements Exits {
        @Override
        public @Nullable String objection(ExitTool exit) {
            if (active.places().offering(exit) == null) {
                return "The tool was not run: the step that it belongs to was left meanwhile.";
            }
            return active.places().ledFar()
                    ? "The tool was not run: the conversation went on by %d steps, and the caller has said nothing since. Talk with them first."
                            .formatted(Places.MOST_STEPS)
                    : null;
        }

        @Override
        public boolean led(ExitTool exit, Lead lead) {
            var places = active.places();
            var agent = places.offering(exit);
            if (agent == null) {
                return false;
            }
            var from = places.step(agent);
            switch (lead) {
                case Lead.Stay _ -> {}
                case Lead.To(var to) -> go(agent, from, to);
                case Lead.Back _ -> go(agent, from, null);
            }
            return true;
        }

        private void go(String agent, @Nullable FlowStep from, @Nullable FlowStep to) {
            active.places().go(agent, to);
            if (!farewell.asked()) {
                handOffs.step(agent, from, to, true);
            }
        }

        @Override
        public void settled() {
            handOffs.settled();
        }
    }
}

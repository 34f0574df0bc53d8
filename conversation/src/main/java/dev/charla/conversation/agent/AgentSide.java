package dev.charla.conversation.agent;

import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.guarding.Guarding;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.conversation.tool.FunctionCalls;
import dev.charla.conversation.tool.ToolMemory;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.item.ResponseId;
import java.util.function.Predicate;

/**
 * The agents of a conversation, with their tools and what their own code asks for.
 *
 * <p>Confined to the session's loop.
 */
public final class AgentSide {
    private final ActiveAgent active;
    private final OwnCode code;
    private final FunctionCalls functions;
    private final Guarding guarding;
    private final HandOffs handOffs;
    private final Farewell farewell;

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
                        code);
        this.guarding =
                new Guarding(control, observer, loop, active, requests, captions, code, sounds);
        this.farewell = new Farewell(control, requests);
        this.handOffs =
                new HandOffs(
                        control, observer, captions, active, functions, session, this::handedOff);
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
    }

    private void handedOff() {
        code.handedOff();
        // Who ends has the last word.
        functions.hold(farewell.asked());
        settled();
    }

    /** The service began a response; whether it was taken shows in the state. */
    public void responseBegan() {
        farewell.responseBegan();
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
}

package dev.charla.conversation.guarding;

import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.request.ServiceRequests;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.event.ResponseEvent;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.item.ItemId;
import dev.charla.protocol.item.ResponseId;
import dev.charla.protocol.item.Role;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The guards of a conversation at work: both parties' words pass here.
 *
 * <p>Confined to the session's loop, but for the guards themselves.
 */
public final class Guarding {
    private final Supplier<Guards> guards;
    private final Acts acts;
    private final Checks ofAgent;
    private final Checks ofCaller;
    private final SpeechGate agent;
    private final CallerGate caller;

    /**
     * Nothing has been said yet.
     *
     * @param active the options of the agent that the caller talks with
     * @param code the conversation for guards
     * @param sounds whether some of a response is on its way to the caller's ear
     */
    public Guarding(
            ConversationControl control,
            ConversationObserver observer,
            SessionLoop loop,
            Supplier<ConversationOptions> active,
            ServiceRequests requests,
            Captions captions,
            Conversation code,
            Predicate<ResponseId> sounds) {
        Supplier<Guards> guards = () -> active.get().guards();
        this.guards = guards;
        this.acts = new Acts(control, observer, requests);
        this.ofAgent = new Checks(control, observer, loop, guards, code, Guarded.AGENT_SPEECH);
        this.ofCaller = new Checks(control, observer, loop, guards, code, Guarded.CALLER_WORDS);
        this.agent =
                new SpeechGate(
                        control,
                        ofAgent,
                        acts,
                        requests,
                        sounds,
                        this::callerInDoubt,
                        () -> guards.get().holdsBack(),
                        active.get().limits().heldForPageSamples());
        this.caller =
                new CallerGate(
                        control,
                        ofCaller,
                        acts,
                        requests,
                        captions,
                        agent::stopAnswer,
                        agent::release,
                        active.get().limits().voidTurn());
    }

    /** What was held back and is let through goes to {@code taker}. */
    public void to(Consumer<ResponseEvent> taker) {
        agent.to(taker);
    }

    /**
     * Something came of a response.
     *
     * @param open whether nobody has stopped it
     * @return whether it is held back, to be let through later or never
     */
    public boolean holds(ResponseEvent event, Predicate<ResponseId> open) {
        return !guards.get().isEmpty() && agent.holds(event, open);
    }

    /** Nothing more of this response is to be let through, but that it is over. */
    public void drop(ResponseId response) {
        agent.drop(response);
    }

    /** The service has ended a response. */
    public void over(ResponseId response) {
        agent.over(response);
    }

    /** The service has begun a response, and the conversation knows. */
    public void responseBegan(ResponseId response) {
        agent.began(response);
        caller.responseBegan();
    }

    /** The session is lost or replaced. */
    public void sessionOver() {
        agent.sessionOver();
    }

    /** The service has an item. */
    public void created(Item item) {
        if (item instanceof Item.Message message
                && message.role().equals(Role.USER)
                && message.id() != null) {
            caller.created(message.id());
        }
    }

    /** The caller begins to speak. */
    public void speechBegan(ItemId item) {
        caller.began(item);
    }

    /**
     * More of what the caller speaks is written down.
     *
     * @return whether it may be shown
     */
    public boolean heardSoFar(ItemId item, String delta) {
        caller.grows(item, delta);
        return !caller.refused(item);
    }

    /** What the caller has spoken is written down; {@code then} takes what passes of it. */
    public void heard(ItemId item, String words, Consumer<String> then) {
        caller.said(item, words, then);
    }

    /** What the caller has typed; {@code then} takes what passes of it. */
    public void typed(String words, Consumer<String> then) {
        caller.typed(words, then);
    }

    /** The state may have changed: does what is due once nobody speaks. */
    public void settled() {
        caller.settled();
        acts.settled();
    }

    /** The conversation is over: what is at work is interrupted, and what it brings is dropped. */
    public void close() {
        ofAgent.close();
        ofCaller.close();
    }

    private boolean callerInDoubt() {
        return caller.inDoubt();
    }
}

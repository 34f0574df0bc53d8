package dev.charla.conversation.agent;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.options.AgentChange;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Floor;
import dev.charla.conversation.state.Generation;
import dev.charla.conversation.tool.FunctionCalls;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.settings.SessionUpdate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has one agent follow another, or an agent go to another step of a flow. The session is told the
 * settings of the next one between two responses; where it cannot change to them, or does not, the
 * next session has them from its beginning. Then the next agent speaks: with its greeting when it
 * is new to the conversation, and else to what was said; and in a step to what came of the exit
 * that led there.
 *
 * <p>Confined to the session's loop.
 */
public final class HandOffs {
    /** Longer than a service takes to accept settings; then another session is tried. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a page that comes back is told of. */
    private static final int REMEMBERED = 32;

    private final ConversationControl control;
    private final ConversationObserver observer;
    private final Captions captions;
    private final ActiveAgent active;
    private final FunctionCalls functions;
    private final Session session;
    private final Arrival arrival;
    private final ArrayDeque<Change> waiting = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();
    private final ArrayDeque<PageMessage.Agent> told = new ArrayDeque<>();
    private Phase phase = Phase.NONE;
    private @Nullable Change change;
    private String from;
    private boolean spoken;

    /** Whether what the caller says is kept for the next session. */
    private boolean held;

    /** Whether the caller spoke to the former agent while the next session was being opened. */
    private boolean spokenTo;

    /** Whether the former agent answered that. */
    private boolean answered;

    private SessionLoop.@Nullable Timer patience;

    private enum Phase {
        NONE,
        /** The session was told, and has not accepted yet. */
        TELLING,
        /** Another session is being opened, or reached. */
        REPLACING
    }

    /** What a hand-off asks of the way to the service. */
    public interface Session {
        /** Tells the session other settings; {@link #accepted} or {@link #refused} follows. */
        void tell(SessionUpdate settings);

        /** Another session may take over soon, or will not after all. */
        void near(boolean soon);

        /** What the caller says from now on is for the session that takes over. */
        void holdCaller();

        /** Has another session take over, which is told the settings of the active agent. */
        void replace();
    }

    /** What there is to change to, once a response is over. */
    private sealed interface Change {
        record ToAgent(ConversationOptions agent) implements Change {}

        /**
         * @param answers whether the agent is to speak next
         */
        record ToStep(String agent, @Nullable FlowStep from, @Nullable FlowStep to, boolean answers)
                implements Change {}
    }

    /** Told that the session is as it was to become. */
    interface Arrival {
        /**
         * The session has taken the settings.
         *
         * @param handedOff whether another agent has taken over
         */
        void arrived(boolean handedOff);
    }

    HandOffs(
            ConversationControl control,
            ConversationObserver observer,
            Captions captions,
            ActiveAgent active,
            FunctionCalls functions,
            Session session,
            Arrival arrival) {
        this.control = control;
        this.observer = observer;
        this.captions = captions;
        this.active = active;
        this.functions = functions;
        this.session = session;
        this.arrival = arrival;
        this.from = active.name();
        met.add(from);
    }

    /** The caller is to be handed on. */
    void to(ConversationOptions agent) {
        waiting.add(new Change.ToAgent(agent));
        session.near(true);
        functions.hold(true);
        settled();
    }

    /**
     * An agent has gone to another step, of which the session is to be told with {@link #settled}
     * if it is the one that the caller talks with.
     *
     * @param answers whether the agent is to speak next
     */
    void step(String agent, @Nullable FlowStep from, @Nullable FlowStep to, boolean answers) {
        if (isActive(agent)) {
            waiting.add(new Change.ToStep(agent, from, to, answers));
            functions.hold(true);
        } else {
            observe(from, to);
        }
    }

    /** Whether there is something to change to. */
    boolean pending() {
        return phase != Phase.NONE || !waiting.isEmpty();
    }

    /** The state may have changed. */
    void settled() {
        if (phase == Phase.NONE
                && !waiting.isEmpty()
                && control.state() instanceof ConversationState.Live live
                && live.generation() instanceof Generation.None) {
            begin(waiting.remove());
        }
        if (phase == Phase.REPLACING && !held && control.state().settled()) {
            held = true;
            session.holdCaller();
        }
    }

    /** Whether what the caller says is kept for the session that is about to take over. */
    public boolean callerHeld() {
        return held;
    }

    /** The caller says something to the agent that is in the session. */
    void callerTookTurn() {
        spokenTo = phase == Phase.REPLACING;
    }

    /** The agent in the session begins to speak, and not only for the time meanwhile. */
    void responseBegan() {
        answered |= spokenTo;
    }

    private void begin(Change next) {
        change = next;
        var former = active.get();
        var to =
                switch (next) {
                    case Change.ToAgent(var agent) -> active.places().meet(agent);
                    case Change.ToStep step -> active.places().of(step.agent());
                };
        var update = AgentChange.between(former, to, spoken);
        active.become(to);
        if (update == null) {
            replace();
            return;
        }
        phase = Phase.TELLING;
        session.tell(update);
        patience = control.after(PATIENCE, this::refused);
    }

    private void replace() {
        phase = Phase.REPLACING;
        spokenTo =
                control.state() instanceof ConversationState.Live live
                        && live.floor() != Floor.OPEN;
        session.replace();
    }

    /** The agent is heard in the present session, which fixes its voice there. */
    public void agentSounds() {
        spoken = true;
    }

    /** The session has accepted settings. */
    public void accepted() {
        if (phase == Phase.TELLING) {
            arrive();
        }
    }

    /** The session does not take the settings of the next agent. */
    public void refused() {
        if (phase == Phase.TELLING) {
            cancelPatience();
            replace();
        }
    }

    /** The session is lost or replaced: the next one knows the active agent only. */
    public void sessionOver() {
        spoken = false;
        if (phase == Phase.TELLING) {
            cancelPatience();
            phase = Phase.REPLACING;
        }
    }

    /** Another session has taken over. */
    public void sessionReady() {
        if (phase == Phase.REPLACING) {
            arrive();
        }
    }

    private void arrive() {
        cancelPatience();
        phase = Phase.NONE;
        held = false;
        session.near(false);
        var done = change;
        change = null;
        switch (done) {
            case null -> throw new IllegalStateException("nothing was to change");
            case Change.ToAgent _ -> agentArrived();
            case Change.ToStep step -> {
                observe(step.from(), step.to());
                if (step.answers() && !answered) {
                    functions.handedOff(active.get().functions(), false);
                } else {
                    functions.offer(active.get().functions());
                }
            }
        }
        spokenTo = false;
        answered = false;
        arrival.arrived(done instanceof Change.ToAgent);
    }

    private void agentArrived() {
        active.arrived();
        var options = active.get();
        var agent = options.agent();
        var message = new PageMessage.Agent(captions.place(), agent.name(), agent.title());
        if (told.size() >= REMEMBERED) {
            told.remove();
        }
        told.add(message);
        control.tell(message);
        observer.handedOff(from, agent.name());
        from = agent.name();
        // The former agent goes on where it went meanwhile, once the caller is back with it.
        for (var each : List.copyOf(waiting)) {
            if (each instanceof Change.ToStep step && !isActive(step.agent())) {
                waiting.remove(each);
                observe(step.from(), step.to());
            }
        }
        boolean greets = met.add(agent.name()) && options.greeting() != null;
        if (answered && !greets) {
            functions.offer(options.functions()); // the former agent has answered the latest words
        } else {
            functions.handedOff(options.functions(), greets);
        }
    }

    private boolean isActive(String agent) {
        return active.get().agent().name().equals(agent);
    }

    private void observe(@Nullable FlowStep from, @Nullable FlowStep to) {
        if (from != null && to != null && !from.flow().equals(to.flow())) {
            observer.stepTaken(from.flow(), from.name(), null);
            observer.stepTaken(to.flow(), null, to.name());
        } else if (from != null) {
            observer.stepTaken(from.flow(), from.name(), to == null ? null : to.name());
        } else if (to != null) {
            observer.stepTaken(to.flow(), null, to.name());
        }
    }

    /** The page was away. */
    void tellAgain() {
        told.forEach(control::tell);
    }

    private void cancelPatience() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }
}

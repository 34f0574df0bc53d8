package dev.charla.conversation.agent;

import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.caption.Captions;
import dev.charla.conversation.control.ConversationControl;
import dev.charla.conversation.options.AgentChange;
import dev.charla.conversation.options.ConversationObserver;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.state.ConversationState;
import dev.charla.conversation.state.Generation;
import dev.charla.conversation.tool.FunctionCalls;
import dev.charla.loop.SessionLoop;
import dev.charla.protocol.settings.SessionUpdate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has one agent follow another. The session is told the settings of the next one between two
 * responses; where it cannot change to them, or does not, the next session has them from its
 * beginning. Then the next agent speaks: with its greeting when it is new to the conversation, and
 * else to what was said.
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
    private final Runnable arrived;
    private final Set<String> met = new HashSet<>();
    private final ArrayDeque<PageMessage.Agent> told = new ArrayDeque<>();
    private Phase phase = Phase.NONE;
    private @Nullable ConversationOptions next;
    private String from;
    private boolean spoken;
    private SessionLoop.@Nullable Timer patience;

    private enum Phase {
        NONE,
        /** The end of a response is waited for. */
        ASKED,
        /** The session was told, and has not accepted yet. */
        TELLING,
        /** Another session is being opened, or reached. */
        REPLACING
    }

    /** What a hand-off asks of the way to the service. */
    public interface Session {
        /** Tells the session other settings; {@link #accepted} or {@link #refused} follows. */
        void tell(SessionUpdate settings);

        /** Has another session take over, which is told the settings of the active agent. */
        void replace();
    }

    HandOffs(
            ConversationControl control,
            ConversationObserver observer,
            Captions captions,
            ActiveAgent active,
            FunctionCalls functions,
            Session session,
            Runnable arrived) {
        this.control = control;
        this.observer = observer;
        this.captions = captions;
        this.active = active;
        this.functions = functions;
        this.session = session;
        this.arrived = arrived;
        this.from = active.name();
        met.add(from);
    }

    /** The caller is to be handed on. */
    void to(ConversationOptions agent) {
        if (phase == Phase.NONE) {
            phase = Phase.ASKED;
            next = agent;
            functions.hold(true);
            settled();
        }
    }

    /** The state may have changed. */
    void settled() {
        if (phase == Phase.ASKED
                && control.state() instanceof ConversationState.Live live
                && live.generation() instanceof Generation.None) {
            begin();
        }
    }

    private void begin() {
        var to = next;
        if (to == null) {
            throw new IllegalStateException("a hand-off is to somebody");
        }
        var change = AgentChange.between(active.get(), to, spoken);
        active.become(to);
        if (change == null) {
            replace();
            return;
        }
        phase = Phase.TELLING;
        session.tell(change);
        patience = control.after(PATIENCE, this::refused);
    }

    private void replace() {
        phase = Phase.REPLACING;
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
        next = null;
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
        boolean greets = met.add(agent.name()) && options.greeting() != null;
        functions.handedOff(options.functions(), greets);
        arrived.run();
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

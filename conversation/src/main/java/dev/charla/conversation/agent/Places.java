package dev.charla.conversation.agent;

import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.options.ConversationOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where in its flow each agent of a conversation is, so that one that a caller comes back to goes
 * on where they left it.
 *
 * <p>Confined to the session's loop.
 */
final class Places {
    /** A caller may say all at once; who is led further was heard by nobody. */
    static final int MOST_STEPS = 8;

    /** The agents that were met, as they are without a flow. */
    private final Map<String, ConversationOptions> agents = new HashMap<>();

    private final Map<String, FlowStep> steps = new HashMap<>();

    /** The agents as they are where they are. */
    private final Map<String, ConversationOptions> present = new HashMap<>();

    private int steppedOn;

    /** An agent is met, for the first time or again: as it is where it is. */
    ConversationOptions meet(ConversationOptions agent) {
        var name = agent.agent().name();
        var beginning = agent.beginning();
        if (agents.put(name, agent) == null && beginning != null) {
            steps.put(name, beginning);
        }
        return placed(name);
    }

    /** An agent that was met, as it is where it is. */
    ConversationOptions of(String agent) {
        return Objects.requireNonNull(present.get(agent));
    }

    /** The step that an agent is in; null when it is in none. */
    @Nullable FlowStep step(String agent) {
        return steps.get(agent);
    }

    /** The agent that has this exit where it is; null when the exit's step was left. */
    @SuppressWarnings("ReferenceEquality") // two steps of one kind have exits of their own
    @Nullable String offering(ExitTool exit) {
        for (var each : present.entrySet()) {
            for (var tool : each.getValue().functions().tools()) {
                if (tool == exit) {
                    return each.getKey();
                }
            }
        }
        return null;
    }

    /** An agent goes to another step. */
    void go(String agent, @Nullable FlowStep to) {
        if (to == null) {
            steps.remove(agent);
        } else {
            steps.put(agent, to);
            steppedOn++;
        }
        placed(agent);
    }

    /** Whether the caller was led so far that they are to say something first. */
    boolean ledFar() {
        return steppedOn >= MOST_STEPS;
    }

    /** The caller says something. */
    void callerTookTurn() {
        steppedOn = 0;
    }

    private ConversationOptions placed(String name) {
        var agent = Objects.requireNonNull(agents.get(name));
        var step = steps.get(name);
        var options = step == null ? agent : agent.at(step);
        present.put(name, options);
        return options;
    }
}

package dev.charla.test.line;

import dev.charla.conversation.function.ToolThreads;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.ConversationOptions;
import java.time.InstantSource;

/** An agent, and those that it hands callers to, with all that they run in virtual time. */
public final class StagedAgent {
    private final ObservedTools tools;
    private final ToolThreads threads;
    private final InstantSource clock;

    /**
     * Agents of a rehearsal.
     *
     * @param threads where guards run
     * @param clock of the service
     */
    public StagedAgent(ObservedTools tools, ToolThreads threads, InstantSource clock) {
        this.tools = tools;
        this.threads = threads;
        this.clock = clock;
    }

    /** The same agent. */
    public ConversationOptions of(ConversationOptions agent) {
        var others = agent.agents();
        var guards = agent.guards();
        return agent.toBuilder()
                .functions(tools.of(agent.functions()))
                .guards(new Guards(guards.guards(), guards.holdsBack(), threads))
                .continuity(agent.continuity().with(clock, () -> 0.5))
                .agents(
                        new Agents() {
                            @Override
                            public ConversationOptions named(String name) {
                                return of(others.named(name));
                            }

                            @Override
                            public String nameOf(Class<?> other) {
                                return others.nameOf(other);
                            }
                        })
                .build();
    }
}

package dev.charla.boot.test;

import dev.charla.boot.service.AgentCatalogue;
import dev.charla.boot.service.Instructions;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.ConversationOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agents of an application, for one caller. */
final class ApplicationAgents implements Agents {
    private final AgentCatalogue catalogue;
    private final @Nullable String caller;

    ApplicationAgents(AgentCatalogue catalogue, @Nullable String caller) {
        this.catalogue = catalogue;
        this.caller = caller;
    }

    ConversationOptions first() {
        return named(catalogue.names().getFirst());
    }

    @Override
    public ConversationOptions named(String name) {
        if (!catalogue.names().contains(name)) {
            throw new IllegalArgumentException("There is no agent '%s'.".formatted(name));
        }
        var agent = catalogue.options(name).build();
        return agent.toBuilder()
                .agent(new AgentName(name, catalogue.title(name)))
                .instructions(Instructions.of(agent.instructions(), caller, Map.of()))
                .functions(agent.functions().calledBy(caller))
                .agents(this)
                .build();
    }

    @Override
    public String nameOf(Class<?> agent) {
        return catalogue
                .nameOf(agent)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "The class %s is no agent.".formatted(agent.getSimpleName())));
    }
}

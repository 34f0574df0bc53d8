package dev.charla.boot.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows before a conversation.
 *
 * @param service {@code offline} or {@code azure}
 * @param ready whether a conversation can be heard and answered now
 * @param warming what is still being loaded
 * @param hears language tags of what is understood when it is spoken; empty when that is not known
 * @param suggestions things to say that will be understood
 * @param signOut whether somebody has signed in, who can sign out
 */
record ServiceStatus(
        String service,
        boolean ready,
        List<String> warming,
        List<String> hears,
        List<String> suggestions,
        Model model,
        List<Agent> agents,
        Limits limits,
        boolean signOut) {
    ServiceStatus {
        warming = List.copyOf(warming);
        hears = List.copyOf(hears);
        suggestions = List.copyOf(suggestions);
        agents = List.copyOf(agents);
    }

    /** The same with those of the agents that have these names. */
    ServiceStatus offering(List<String> names) {
        return new ServiceStatus(
                service,
                ready,
                warming,
                hears,
                suggestions,
                model,
                agents.stream().filter(agent -> names.contains(agent.name())).toList(),
                limits,
                signOut);
    }

    /**
     * The language model behind the offline service.
     *
     * @param on whether there is one
     * @param setting what turns it on
     */
    record Model(boolean on, String setting) {}

    /**
     * An agent that a page may name.
     *
     * @param title what people call it
     * @param choices what may be chosen, in the words of {@code POST /api/conversations}
     * @param voice the one that speaks unless another is chosen; null: the service's own
     * @param voices those to choose from
     * @param languages those to choose from
     * @param greets whether the agent speaks first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Agent(
            String name,
            String title,
            List<String> choices,
            @Nullable String voice,
            List<String> voices,
            List<String> languages,
            boolean greets) {
        Agent {
            choices = List.copyOf(choices);
            voices = List.copyOf(voices);
            languages = List.copyOf(languages);
        }
    }

    /**
     * @param textChars characters in one typed message
     * @param maxMinutes how long a conversation may last
     */
    record Limits(int textChars, long maxMinutes) {}

    /** Says how things stand now. Any thread. */
    @FunctionalInterface
    interface Source {
        ServiceStatus now();
    }
}

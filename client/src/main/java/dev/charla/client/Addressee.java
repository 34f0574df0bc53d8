package dev.charla.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who answers in the session: a model, or an agent made in Foundry. */
public sealed interface Addressee {
    /** A model of the service, with its defaults. */
    static Model model(String name) {
        return new Model(name, null);
    }

    /** An agent in a Foundry project; needs an Entra credential. */
    static Agent agent(String name, String project) {
        return new Agent(name, project, null, null, null, null);
    }

    /**
     * A model, answered to directly.
     *
     * @param name model name, or the deployment's name together with {@code profile}
     * @param profile how a model of one's own is brought, for example {@code
     *     byom-azure-openai-realtime}; null for a model of the service
     */
    record Model(String name, @Nullable String profile) implements Addressee {
        public Model {
            required("model", name);
        }
    }

    /**
     * An agent made in Foundry. Optional values are null when the service shall decide.
     *
     * @param name the agent's name
     * @param project the Foundry project's name
     * @param version one published version of the agent
     * @param conversation id of an earlier conversation to go on with
     * @param identityClientId managed identity the agent acts with
     * @param resourceOverride Foundry resource of the agent, if not the one connected to
     */
    record Agent(
            String name,
            String project,
            @Nullable String version,
            @Nullable String conversation,
            @Nullable String identityClientId,
            @Nullable String resourceOverride)
            implements Addressee {
        public Agent {
            required("agent name", name);
            required("agent project", project);
        }

        public Agent withVersion(String value) {
            return new Agent(
                    name, project, value, conversation, identityClientId, resourceOverride);
        }

        public Agent withConversation(String value) {
            return new Agent(name, project, version, value, identityClientId, resourceOverride);
        }

        public Agent withIdentityClientId(String value) {
            return new Agent(name, project, version, conversation, value, resourceOverride);
        }

        public Agent withResourceOverride(String value) {
            return new Agent(name, project, version, conversation, identityClientId, value);
        }
    }

    private static void required(String what, String value) {
        if (Objects.requireNonNull(value, what).isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
    }
}

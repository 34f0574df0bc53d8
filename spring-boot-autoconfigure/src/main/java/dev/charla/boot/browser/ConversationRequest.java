package dev.charla.boot.browser;

import dev.charla.boot.limits.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page may choose about a conversation, and who asks. Everything else is the server's.
 *
 * @param agent name of the agent
 * @param language BCP 47 tag of the page's language, such as {@code en} or {@code es-MX}
 * @param choices what the agent offers and the page chose
 * @param visitor whose conversation it is
 * @param caller what the application says of them
 */
record ConversationRequest(
        String agent, String language, Choices choices, Visitor visitor, CallerContext caller) {
    ConversationRequest {
        Objects.requireNonNull(agent);
        Objects.requireNonNull(language);
        Objects.requireNonNull(choices);
        Objects.requireNonNull(visitor);
        Objects.requireNonNull(caller);
    }

    /** Of a caller who may talk with this agent alone, and of whom nothing is known. */
    ConversationRequest(String agent, String language, Choices choices, Visitor visitor) {
        this(agent, language, choices, visitor, new CallerContext(Set.of(agent), Map.of()));
    }

    /** One that leaves everything as the agent has it. */
    ConversationRequest(String agent, String language, Visitor visitor) {
        this(agent, language, Choices.NONE, visitor);
    }

    /**
     * Null: as the agent has it.
     *
     * @param voice one of those offered
     * @param sensitivity how easily the caller is heard
     * @param silence how long the caller must be quiet before the turn ends
     * @param speed how fast the agent speaks; 1 is the voice's own
     * @param greeting false: the caller speaks first
     * @param preview whether the agent only says a sentence in the chosen voice
     */
    record Choices(
            @Nullable String voice,
            @Nullable Sensitivity sensitivity,
            @Nullable Duration silence,
            @Nullable Double speed,
            @Nullable Boolean greeting,
            boolean preview) {
        static final Choices NONE = new Choices(null, null, null, null, null, false);
    }

    /** How easily the caller is heard, against what the agent has. */
    enum Sensitivity {
        /** Only clear speech. */
        LOW,
        NORMAL,
        /** Quiet speech as well. */
        HIGH
    }
}

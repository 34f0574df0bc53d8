package dev.charla.app.browser;

import dev.charla.app.limits.Visitor;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a page may choose about a talk, and who asks. Everything else is the server's.
 *
 * @param profile name of the profile
 * @param language BCP 47 tag of the page's language, such as {@code en} or {@code es-MX}
 * @param choices what the profile offers and the page chose
 * @param visitor whose talk it is
 */
record TalkRequest(String profile, String language, Choices choices, Visitor visitor) {
    TalkRequest {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(language);
        Objects.requireNonNull(choices);
        Objects.requireNonNull(visitor);
    }

    /** One that leaves everything as the profile has it. */
    TalkRequest(String profile, String language, Visitor visitor) {
        this(profile, language, Choices.NONE, visitor);
    }

    /**
     * Null: as the profile has it.
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

    /** How easily the caller is heard, against what the profile has. */
    enum Sensitivity {
        /** Only clear speech. */
        LOW,
        NORMAL,
        /** Quiet speech as well. */
        HIGH
    }
}

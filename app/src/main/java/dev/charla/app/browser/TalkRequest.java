package dev.charla.app.browser;

import dev.charla.app.limits.Visitor;
import java.util.Objects;

/**
 * What a page may choose about a talk, and who asks. Everything else is the server's.
 *
 * @param profile name of the profile
 * @param language BCP 47 tag of the page's language, such as {@code en} or {@code es-MX}
 * @param visitor whose talk it is
 */
record TalkRequest(String profile, String language, Visitor visitor) {
    TalkRequest {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(language);
        Objects.requireNonNull(visitor);
    }
}

package dev.charla.app.browser;

import java.util.Objects;

/**
 * What a page may choose about a talk. Everything else is the server's.
 *
 * @param profile name of the profile
 * @param language BCP 47 tag of the page's language, such as {@code en} or {@code es-MX}
 */
record TalkRequest(String profile, String language) {
    TalkRequest {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(language);
    }
}

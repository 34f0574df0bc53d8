package dev.charla.app.browser;

import java.util.List;

/**
 * What the page shows before a talk.
 *
 * @param service {@code offline} or {@code azure}
 * @param ready whether a talk can be heard and answered now
 * @param warming what is still being loaded
 * @param suggestions things to say that will be understood
 */
record ServiceStatus(
        String service,
        boolean ready,
        List<String> warming,
        List<String> suggestions,
        Model model,
        List<Profile> profiles,
        Limits limits) {
    ServiceStatus {
        warming = List.copyOf(warming);
        suggestions = List.copyOf(suggestions);
        profiles = List.copyOf(profiles);
    }

    /**
     * The language model behind the offline service.
     *
     * @param on whether there is one
     * @param setting what turns it on
     */
    record Model(boolean on, String setting) {}

    /** A profile that a page may name. */
    record Profile(String name) {}

    /**
     * @param textChars characters in one typed message
     * @param maxMinutes how long a talk may last
     */
    record Limits(int textChars, long maxMinutes) {}

    /** Says how things stand now. Any thread. */
    @FunctionalInterface
    interface Source {
        ServiceStatus now();
    }
}

package dev.charla.engine.settings;

import dev.charla.protocol.event.WarningDetails;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Refusals that many members share. */
public final class Checks {
    /**
     * Azure's JavaScript client drops the connection at messages of 1 MiB; a character takes up to
     * three bytes in UTF-8, or six escaped, of which there are few.
     */
    public static final int LONGEST_TEXT = 256 * 1_024;

    private Checks() {}

    static void range(@Nullable Integer value, String param, int least, int most)
            throws RefusedException {
        if (value != null && (value < least || value > most)) {
            throw RefusedException.badValue(param, value, least + " to " + most);
        }
    }

    static void range(@Nullable Double value, String param, int least, int most)
            throws RefusedException {
        if (value != null && !(value >= least && value <= most)) {
            throw RefusedException.badValue(param, value, least + " to " + most);
        }
    }

    static void among(@Nullable String value, String param, String... known)
            throws RefusedException {
        if (value != null && !List.of(known).contains(value)) {
            throw RefusedException.badValue(param, value, known);
        }
    }

    /** What comes back whole must fit into a message that every client reads. */
    public static void length(String text, String param) throws RefusedException {
        if (text.length() > LONGEST_TEXT) {
            throw new RefusedException(
                    "invalid_value",
                    param,
                    "Too long: %d characters, and there may be %d."
                            .formatted(text.length(), LONGEST_TEXT));
        }
    }

    static void noExtras(Map<String, JsonNode> extra, String path) throws RefusedException {
        for (String unknown : extra.keySet()) {
            String param = path + "." + unknown;
            throw new RefusedException(
                    "unknown_parameter", param, "Unknown parameter: '%s'.".formatted(param));
        }
    }

    static void notThere(@Nullable Object value, String param, String what)
            throws RefusedException {
        if (value != null) {
            throw RefusedException.notHere(param, what);
        }
    }

    /** Says that a member is kept but changes nothing; for those that only tune. */
    static WarningDetails ignored(String param, String what) {
        return new WarningDetails(
                "The offline service does without %s; the session goes on without it."
                        .formatted(what),
                "setting_without_effect",
                param);
    }
}

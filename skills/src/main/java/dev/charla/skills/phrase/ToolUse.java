package dev.charla.skills.phrase;

import java.util.Map;

/**
 * Which function tool an intent calls, and how it is worded what came of it.
 *
 * @param tool the name under which the session's client offers it
 * @param arguments texts by the tool's parameters, with slots in braces; a parameter that is not
 *     named here takes the slot of its name
 * @param item how each entry of a list is read aloud; empty for all its values
 * @param nothing said about a result with nothing in it; empty for the skills' own words
 * @param failed said about a failure, with <code>{error}</code>; empty for the skills' own words
 * @param without said when no such tool may be called; empty for the skills' own words
 */
public record ToolUse(
        String tool,
        Map<String, String> arguments,
        String item,
        String nothing,
        String failed,
        String without) {
    public ToolUse {
        arguments = Map.copyOf(arguments);
    }
}

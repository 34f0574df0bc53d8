package dev.charla.app;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ${NAME}} and {@code ${NAME:-default}} stand for in a value, as python-dotenv has it:
 * in any quotes; the default only for what is not set at all; nothing inside a default.
 */
final class DotEnvVariables {
    private DotEnvVariables() {}

    /**
     * @param variables gives what a variable is set to; null for one that is not set, which is
     *     empty unless it has a default
     */
    static String expanded(String value, Function<String, @Nullable String> variables) {
        StringBuilder expanded = new StringBuilder();
        int done = 0;
        for (int open = value.indexOf("${"); open >= 0; open = value.indexOf("${", open + 1)) {
            if (open < done) {
                continue;
            }
            int close = value.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String inside = value.substring(open + 2, close);
            int colon = inside.indexOf(':');
            if (colon >= 0 && !inside.startsWith(":-", colon)) {
                // Not of that form: it stays as it is.
                continue;
            }
            String name = colon < 0 ? inside : inside.substring(0, colon);
            String set = variables.apply(name);
            String otherwise = colon < 0 ? "" : inside.substring(colon + 2);
            expanded.append(value, done, open).append(set == null ? otherwise : set);
            done = close + 1;
        }
        return expanded.append(value, done, value.length()).toString();
    }
}

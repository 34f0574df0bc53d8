package dev.charla.skills.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with names in braces. Stateless. */
public final class Wording {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)\\}");

    private Wording() {}

    /** The names in it, in their order. */
    public static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher found = NAME.matcher(text);
        while (found.find()) {
            names.add(found.group(1).strip());
        }
        return names;
    }

    /** The text with values for its names; a name without one is left out. */
    static String filled(String text, Function<String, Optional<String>> values) {
        return NAME.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(values.apply(found.group(1).strip()).orElse("")))
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /** The name when the text is nothing but one. */
    static Optional<String> only(String text) {
        Matcher found = NAME.matcher(text.strip());
        return found.matches() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }
}

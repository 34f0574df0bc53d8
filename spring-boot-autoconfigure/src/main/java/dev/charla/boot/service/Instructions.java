package dev.charla.boot.service;

import dev.charla.boot.settings.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** How an agent should behave: text or a file, with places for what is known of the caller. */
public final class Instructions {
    private static final String FILE = "classpath:";
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9._-]*)}");
    private static final String CALLER = "caller";

    /** Somebody whom nobody knows by name. */
    private static final String NOBODY = "the caller";

    /** A name or a number, not a document. */
    private static final int MOST_CHARS = 200;

    private Instructions() {}

    /**
     * The text that a setting stands for.
     *
     * @param place where the setting is, for who has to mend it
     * @throws SettingException if it names a file that is not there
     */
    static @Nullable String read(@Nullable String setting, String place, ResourceLoader files) {
        if (setting == null || !setting.strip().startsWith(FILE)) {
            return setting;
        }
        String name = setting.strip();
        Resource file = files.getResource(name);
        try {
            return file.getContentAsString(StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new SettingException(
                    "The instructions of an agent are to be in %s, which cannot be read (%s)."
                            .formatted(name, place),
                    "Put the file into src/main/resources, or correct the name.");
        }
    }

    /**
     * Puts what is known of the caller into instructions. What is in braces and not known stays.
     *
     * @param caller who signed in; null for nobody by name
     */
    public static @Nullable String of(
            @Nullable String text, @Nullable String caller, Map<String, Object> attributes) {
        if (text == null) {
            return null;
        }
        Matcher place = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String name = place.group(1);
            Object value =
                    name.equals(CALLER) ? (caller == null ? NOBODY : caller) : attributes.get(name);
            place.appendReplacement(
                    filled, Matcher.quoteReplacement(value == null ? place.group() : plain(value)));
        }
        return place.appendTail(filled).toString();
    }

    /** On one line, so that it does not read like instructions of its own. */
    private static String plain(Object value) {
        String line = String.valueOf(value).replaceAll("\\s+", " ").strip();
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS);
    }
}

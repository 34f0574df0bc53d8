package dev.charla.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env} file: lines of {@code NAME=value}, with or without {@code export}, quotes or
 * a trailing comment. Nothing in it is run or expanded.
 */
final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*"
                            + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^#]*?))\\s*(?:#.*)?");

    private DotEnv() {}

    /**
     * The settings in a file, in its order; empty when there is no such file.
     *
     * @throws IllegalArgumentException naming the line that is not understood, never its content
     * @throws UncheckedIOException when the file is there and cannot be read
     */
    static Map<String, Object> read(Path file) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return settings;
        }
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (line.isBlank() || line.stripLeading().startsWith("#")) {
                    continue;
                }
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            "%s, line %d: expected NAME=value".formatted(file, number));
                }
                settings.put(matcher.group(1), value(matcher));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private static String value(Matcher matcher) {
        if (matcher.group(2) != null) {
            return matcher.group(2).replaceAll("\\\\(.)", "$1");
        }
        return matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
    }
}

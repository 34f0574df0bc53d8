package dev.charla.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code .env} file by the rules of python-dotenv, with which the Voice Live lab reads its
 * own: {@link DotEnvStatements} has the grammar, {@link DotEnvVariables} what stands for something
 * else. Where python-dotenv leaves a statement out that it cannot read, this is an error: a setting
 * that is silently not there is found too late.
 */
final class DotEnv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private DotEnv() {}

    /**
     * The settings in a file, in its order; empty when there is no such file.
     *
     * @throws IllegalArgumentException naming the file and, where there is one, the line that
     *     cannot be read, never its content
     */
    static Map<String, Object> read(Path file) {
        return read(file, System::getenv);
    }

    /**
     * @param environment gives what is set outside the file, null for nothing; it wins over the
     *     file where a value names a variable
     */
    static Map<String, Object> read(Path file, Function<String, @Nullable String> environment) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return settings;
        }
        String text = text(file, bytes(file));
        Map<String, String> known = new HashMap<>();
        for (DotEnvStatements.Statement each : DotEnvStatements.of(text, file)) {
            // A name alone is known to the values behind it, and sets nothing.
            String value = each.value();
            known.put(each.name(), value == null ? "" : expanded(value, environment, known));
            if (value == null) {
                settings.remove(each.name());
            } else {
                settings.put(each.name(), known.get(each.name()));
            }
        }
        return settings;
    }

    private static String expanded(
            String value,
            Function<String, @Nullable String> environment,
            Map<String, String> known) {
        return DotEnvVariables.expanded(
                value,
                name -> {
                    String outside = environment.apply(name);
                    return outside == null ? known.get(name) : outside;
                });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read. Check that whoever starts Charla may read it."
                            .formatted(file),
                    e);
        }
    }

    /** UTF-8, or UTF-16 where the file begins with its mark, as Windows PowerShell writes it. */
    private static String text(Path file, byte[] bytes) {
        String text = decoded(file, bytes, charset(bytes));
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static String decoded(Path file, byte[] bytes, Charset charset) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw notText(file, read, read.length(), charset, e);
        }
        int zero = read.indexOf('\0');
        if (zero >= 0) {
            throw notText(file, read, zero, charset, null);
        }
        return read;
    }

    private static IllegalArgumentException notText(
            Path file, String read, int at, Charset charset, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "%s, line %d: this is not %s. Save the file as UTF-8."
                        .formatted(file, DotEnvStatements.lineOf(read, at), charset),
                cause);
    }
}

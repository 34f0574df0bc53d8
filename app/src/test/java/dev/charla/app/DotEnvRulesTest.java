package dev.charla.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The right values are those that python-dotenv 0.21 gives for the same texts. */
class DotEnvRulesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OUTSIDE", "out", "BOTH", "out", "EMPTY", "");

    @TempDir Path folder;

    /**
     * @param set names and values in turn
     */
    private static Arguments row(String text, String... set) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 0; i < set.length; i += 2) {
            settings.put(set[i], set[i + 1]);
        }
        return Arguments.of(text, settings);
    }

    static List<Arguments> statements() {
        return Arrays.asList(
                // Bare values, and where a comment begins.
                row("A=b#c", "A", "b#c"),
                row("A=b #c", "A", "b"),
                row("A=b\t# c # d", "A", "b"),
                row("A=\u00a0b\u00a0#c", "A", "b"),
                row("A=#b", "A", "#b"),
                row("A= # b", "A", "# b"),
                row("A=  b  ", "A", "b"),
                row("A=b c d", "A", "b c d"),
                row("A=b\u000bc", "A", "b\u000bc"),
                row("A=b\\nc", "A", "b\\nc"),
                row("A=b\"c\"", "A", "b\"c\""),
                row("A=a=b", "A", "a=b"),
                row("A==b", "A", "=b"),
                row("A=", "A", ""),
                row("A=\nB=c", "A", "", "B", "c"),
                row("#A=b\nB=c", "B", "c"),
                // Names.
                row("A"),
                row("  A=b", "A", "b"),
                row("export A=b", "A", "b"),
                row("export  A = b", "A", "b"),
                row("exportA=b", "exportA", "b"),
                row("export=b", "export", "b"),
                row("export #x"),
                row("'A b'=c", "A b", "c"),
                row("A.b-c=d", "A.b-c", "d"),
                row("é=ü", "é", "ü"),
                row("A=b\nA=c", "A", "c"),
                // Ends of lines.
                row("A=b\rB=c", "A", "b", "B", "c"),
                row("A=b\r\n\r\nB=c\r\n", "A", "b", "B", "c"),
                // Double quotes.
                row("A=\"b\\nc\"", "A", "b\nc"),
                row("A=\"b\\\"c\"", "A", "b\"c"),
                row("A=\"C:\\Users\"", "A", "C:\\Users"),
                row("A=\"C:\\new\"", "A", "C:\new"),
                row("A=\"a\\\\\"", "A", "a\\"),
                row("A=\"\\a\\b\\f\\v\\t\\r\"", "A", "\u0007\b\f\u000b\t\r"),
                row("A=\"\\x41\\u0041\"", "A", "\\x41\\u0041"),
                row("A=\"b\nc\"\nD=e", "A", "b\nc", "D", "e"),
                row("A=\"b\" # c", "A", "b"),
                row("A=\"b\"#c", "A", "b"),
                row("A=\"b # c\"", "A", "b # c"),
                row("A=\"b'c\"", "A", "b'c"),
                row("A=\"b\"\f", "A", "b"),
                // Single quotes.
                row("A=''", "A", ""),
                row("A='b\\nc'", "A", "b\\nc"),
                row("A='b\\'c'", "A", "b'c"),
                row("A='C:\\\\x'", "A", "C:\\x"),
                row("A='C:\\'", "A", "C:\\"),
                row("A='b\r\nc'", "A", "b\r\nc"),
                row("A='b\"c'", "A", "b\"c"),
                // Variables.
                row("A=$OUTSIDE", "A", "$OUTSIDE"),
                row("A=$${OUTSIDE}", "A", "$out"),
                row("A='${OUTSIDE}'", "A", "out"),
                row("A=\"${OUTSIDE:-a b}\"", "A", "out"),
                row("A=${OUTSIDE}/x${OUTSIDE}", "A", "out/xout"),
                row("B=x\nA=${B}", "B", "x", "A", "x"),
                row("A=${B}\nB=x", "A", "", "B", "x"),
                row("BOTH=in\nA=${BOTH}", "BOTH", "in", "A", "out"),
                row("A=${B:-y}", "A", "y"),
                row("A=x${B:-}y", "A", "xy"),
                row("A=${EMPTY:-d}", "A", ""),
                row("B\nA=${B:-d}", "A", ""),
                row("A=${B:x}", "A", "${B:x}"),
                row("A=${B:x}${OUTSIDE}", "A", "${B:x}out"),
                row("A=${B:-${C}}", "A", "${C}"),
                row("A=${B", "A", "${B"),
                row("A=${}", "A", ""));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void eachStatementMeansWhatItMeansInTheLab(String text, Map<String, Object> settings)
            throws IOException {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`A='b' secret`, 1",
                "`A: secret`, 1",
                "`A=1\n\nB secret\nC=d`, 3",
                "`A=1\r\n=secret`, 2",
                "`A=1\n''=secret`, 2",
                "`A=1\r'secret=1`, 2",
                "`A=1\nB='secret`, 2",
                "`A=1\nB=\"secret\nC=d`, 2",
                "`A='secret\\'\nB='c'`, 1",
            })
    void whatIsNoStatementIsNamedByFileAndLineWithoutItsContent(String text, int line) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".env, line " + line + ":")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(read("\ufeffA=ü".getBytes(StandardCharsets.UTF_8))).containsEntry("A", "ü");
        assertThat(read("\ufeffA=ü\r\n".getBytes(StandardCharsets.UTF_16LE)))
                .containsEntry("A", "ü");
        assertThat(read("\ufeffA=ü\n".getBytes(StandardCharsets.UTF_16BE))).containsEntry("A", "ü");
    }

    @Test
    void aFileInAnotherEncodingIsNamedWithItsLineAndWhatToDo() {
        assertThatThrownBy(() -> read("A=b\r\nB=ü\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(".env, line 2:")
                .hasMessageContaining("Save the file as UTF-8.");
        assertThatThrownBy(() -> read("A=b\nB=c\n".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining(".env, line 1:")
                .hasMessageContaining("Save the file as UTF-8.");
        // A letter that ends in the middle.
        assertThatThrownBy(() -> read(new byte[] {'A', '=', (byte) 0xC3}))
                .hasMessageContaining(".env, line 1:");
        assertThatThrownBy(() -> read(new byte[] {(byte) 0xFF, (byte) 0xFE, 'A', 0, '='}))
                .hasMessageContaining(".env, line 1:");
    }

    @Test
    void aValueOfAnyLengthIsRead() throws IOException {
        String longest = "x".repeat(1_000_000);

        assertThat(
                        read(
                                ("A=\"" + longest + "\"\nB='" + longest + "'")
                                        .getBytes(StandardCharsets.UTF_8)))
                .containsEntry("A", longest)
                .containsEntry("B", longest);
    }

    private Map<String, Object> read(byte[] bytes) throws IOException {
        Path file = folder.resolve(".env");
        Files.write(file, bytes);
        return DotEnv.read(file, ENVIRONMENT::get);
    }
}

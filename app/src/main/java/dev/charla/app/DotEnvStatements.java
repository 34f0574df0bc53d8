package dev.charla.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of a {@code .env} file as python-dotenv has it: {@code NAME=value}, with or without
 * {@code export}, the value bare or in quotes, over several lines when in quotes, with a comment
 * behind it or without. Confined to one thread.
 */
final class DotEnvStatements {
    private final String text;
    private final Path file;
    private int at;

    private DotEnvStatements(String text, Path file) {
        this.text = text;
        this.file = file;
    }

    /**
     * @param value null for a name alone, which sets nothing
     */
    record Statement(String name, @Nullable String value) {}

    /**
     * The statements of a text, in its order.
     *
     * @param file for the message of a failure
     * @throws IllegalArgumentException naming file and line of what is none
     */
    static List<Statement> of(String text, Path file) {
        return new DotEnvStatements(text, file).all();
    }

    /** The number of the line that a place in a text is in, from 1. */
    static int lineOf(String text, int place) {
        int line = 1;
        for (int i = 0; i < place; i++) {
            boolean pair =
                    text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((text.charAt(i) == '\n' || text.charAt(i) == '\r') && !pair) {
                line++;
            }
        }
        return line;
    }

    private List<Statement> all() {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            while (at < text.length() && isWhite(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return statements;
            }
            int begin = at;
            export();
            if (here() == '#') {
                endOfLine(begin);
                continue;
            }
            String name = name(begin);
            blanks();
            String value = null;
            if (here() == '=') {
                at++;
                blanks();
                value = value(begin);
            }
            endOfLine(begin);
            statements.add(new Statement(name, value));
        }
    }

    /** The next character; 0 at the end, which no file holds that was decoded. */
    private char here() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean atLineEnd() {
        return at == text.length() || isLineEnd(text.charAt(at));
    }

    private void export() {
        int behind = at + "export".length();
        if (text.startsWith("export", at)
                && behind < text.length()
                && isBlank(text.charAt(behind))) {
            at = behind;
            blanks();
        }
    }

    private String name(int statement) {
        int begin = at;
        if (here() == '\'') {
            int close = text.indexOf('\'', at + 1);
            if (close <= at + 1) {
                throw unreadable(statement, "expected NAME=value");
            }
            at = close + 1;
            return text.substring(begin + 1, close);
        }
        while (at < text.length()
                && "=#".indexOf(text.charAt(at)) < 0
                && !isWhite(text.charAt(at))) {
            at++;
        }
        if (at == begin) {
            throw unreadable(statement, "expected NAME=value");
        }
        return text.substring(begin, at);
    }

    private String value(int statement) {
        return switch (here()) {
            case '\'' -> unescaped(quoted('\'', statement), "\\'");
            case '"' -> unescaped(quoted('"', statement), "\\'\"abfnrtv");
            default -> bare();
        };
    }

    /** Up to the end of the line, or to white space with a # behind it. */
    private String bare() {
        int begin = at;
        int end = -1;
        for (; !atLineEnd(); at++) {
            if (here() == '#' && at > begin && isWhite(text.charAt(at - 1)) && end < 0) {
                end = at;
            }
        }
        return stripped(text.substring(begin, end < 0 ? at : end));
    }

    private static String stripped(String value) {
        int end = value.length();
        while (end > 0 && isWhite(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    /**
     * Up to the next such quotation mark without a backslash before it, on whatever line. Where
     * there is none, up to the last one that has a backslash, which stands for itself then.
     */
    private String quoted(char mark, int statement) {
        int begin = at + 1;
        int escaped = -1;
        int close = text.indexOf(mark, begin);
        while (close > begin && text.charAt(close - 1) == '\\') {
            escaped = close;
            close = text.indexOf(mark, close + 1);
        }
        int end = close >= 0 ? close : escaped;
        if (end < 0) {
            throw unreadable(statement, "the quotation mark " + mark + " is not closed");
        }
        at = end + 1;
        return text.substring(begin, end);
    }

    /**
     * @param escapes what a backslash makes something else of; before anything else it is itself
     */
    private static String unescaped(String value, String escapes) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            boolean escape =
                    each == '\\'
                            && i + 1 < value.length()
                            && escapes.indexOf(value.charAt(i + 1)) >= 0;
            plain.append(escape ? meant(value.charAt(++i)) : each);
        }
        return plain.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000B';
            default -> escaped;
        };
    }

    private void endOfLine(int statement) {
        blanks();
        if (here() == '#') {
            while (!atLineEnd()) {
                at++;
            }
        }
        if (!atLineEnd()) {
            throw unreadable(statement, "expected NAME=value");
        }
    }

    private void blanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unreadable(int statement, String why) {
        return new IllegalArgumentException(
                "%s, line %d: %s".formatted(file, lineOf(text, statement), why));
    }

    private static boolean isLineEnd(char each) {
        return each == '\n' || each == '\r';
    }

    private static boolean isBlank(char each) {
        return isWhite(each) && !isLineEnd(each);
    }

    /** As Python has it: more than Java, such as the space that does not break. */
    private static boolean isWhite(char each) {
        return Character.isWhitespace(each) || Character.isSpaceChar(each) || each == '\u0085';
    }
}

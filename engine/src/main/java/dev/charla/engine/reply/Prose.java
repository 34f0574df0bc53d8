package dev.charla.engine.reply;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts streamed Markdown to plain sentences: removes marks, keeps the text of a link and the
 * host of a URL, turns table rows and list items into sentences, and drops fenced code. It emits
 * words as soon as they are complete, independent of how the text is chunked.
 *
 * <p>Confined to one thread at a time.
 */
final class Prose {
    /** Longer than any word or link; longer text is treated as neither. */
    private static final int LONGEST_HELD = 500;

    private static final Pattern RULE = Pattern.compile("[-=*_:|\\s]{2,}+");
    private static final Pattern MARKER = Pattern.compile("#{1,6}|[-*+>]|>{1,6}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}[.)]");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern ENDED = Pattern.compile("[.,;:!?\u2026\u3002\uff01\uff1f]");

    private final StringBuilder pending = new StringBuilder();
    private boolean lineBegins = true;
    private boolean item;
    private boolean fenced;
    private char last = '\n';

    /** Adds text; returns the words that are complete. */
    String add(String delta) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < delta.length(); i++) {
            take(delta.charAt(i), words);
        }
        return words.toString();
    }

    /** The text ends, or a call follows: returns the held text. */
    String finish() {
        StringBuilder words = new StringBuilder();
        endLine(words);
        lineBegins = true;
        last = '\n';
        return words.toString();
    }

    private void take(char next, StringBuilder words) {
        if (next == '\n') {
            endLine(words);
            if (last != '\n') {
                words.append('\n');
                last = '\n';
            }
            return;
        }
        if (next == '\r') {
            return;
        }
        pending.append(next);
        if (fenced || holdsWholeLine()) {
            if (fenced && pending.length() > LONGEST_HELD) {
                pending.setLength(0);
                // Prevents the rest of this line from being taken for the end of the code.
                pending.append(' ');
            }
            return;
        }
        if (Character.isWhitespace(next)) {
            wordEnds(words);
        } else if (pending.length() > LONGEST_HELD) {
            release(words);
        }
    }

    private boolean holdsWholeLine() {
        if (!lineBegins || pending.length() > LONGEST_HELD) {
            return false;
        }
        return first() == '|'
                || startsFence()
                || (RULE.matcher(pending).matches()
                        && !MARKER.matcher(pending.toString().strip()).matches());
    }

    private char first() {
        for (int i = 0; i < pending.length(); i++) {
            if (!Character.isWhitespace(pending.charAt(i))) {
                return pending.charAt(i);
            }
        }
        return ' ';
    }

    private boolean startsFence() {
        String line = pending.toString().strip();
        return line.startsWith("```") || line.startsWith("~~~");
    }

    private void wordEnds(StringBuilder words) {
        String word = pending.toString().strip();
        if (lineBegins && MARKER.matcher(word).matches()) {
            item = item || !word.startsWith(">");
            pending.setLength(0);
            return;
        }
        if (lineBegins && word.isEmpty()) {
            pending.setLength(0);
            return;
        }
        if (lineBegins && NUMBER.matcher(word).matches()) {
            item = true;
        }
        if (!Marks.isOpen(pending) || pending.length() > LONGEST_HELD) {
            release(words);
        }
    }

    /** A table row may lack the marks at its sides, but cells always have one between them. */
    private boolean isCellEnd() {
        return pending.toString().strip().equals("|");
    }

    private void release(StringBuilder words) {
        if (isCellEnd()) {
            item = true;
            pending.replace(pending.indexOf("|"), pending.indexOf("|") + 1, "\u2013");
        }
        String plain = Marks.without(pending.toString());
        pending.setLength(0);
        lineBegins = false;
        words.append(plain);
        String bare = plain.stripTrailing();
        if (!bare.isEmpty()) {
            last = bare.charAt(bare.length() - 1);
        }
    }

    private void endLine(StringBuilder words) {
        String line = pending.toString().strip();
        if (fenced) {
            fenced = line.length() < 3 || !isFenceAlone(line);
            pending.setLength(0);
        } else if (lineBegins && startsFence() && !isClosedAgain(line)) {
            fenced = true;
            pending.setLength(0);
        } else if (lineBegins && (line.isEmpty() || RULE.matcher(line).matches())) {
            pending.setLength(0);
        } else if (lineBegins && line.startsWith("|")) {
            item = true;
            pending.setLength(0);
            pending.append(
                    Arrays.stream(CELL_END.split(line))
                            .map(String::strip)
                            .filter(cell -> !cell.isEmpty())
                            .collect(Collectors.joining(", ")));
            release(words);
        } else if (!pending.isEmpty()
                && !isCellEnd()
                && !(lineBegins && MARKER.matcher(line).matches())) {
            release(words);
        } else {
            pending.setLength(0);
        }
        if (item && !lineBegins && !ENDED.matcher(String.valueOf(last)).matches()) {
            trimEnd(words);
            words.append('.');
            last = '.';
        }
        item = false;
        lineBegins = true;
    }

    private static boolean isFenceAlone(String line) {
        return line.chars().allMatch(each -> each == '`')
                || line.chars().allMatch(each -> each == '~');
    }

    /** Inline code with three marks. */
    private static boolean isClosedAgain(String line) {
        return line.indexOf(line.substring(0, 3), 3) > 3;
    }

    private static void trimEnd(StringBuilder words) {
        while (!words.isEmpty() && Character.isWhitespace(words.charAt(words.length() - 1))) {
            words.setLength(words.length() - 1);
        }
    }
}

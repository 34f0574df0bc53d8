package dev.charla.engine.reply;

import java.util.regex.Pattern;

/** Markdown's marks within a line. Stateless; any thread. */
final class Marks {
    private static final String ADDRESS =
            "[^()\\s]{0,1000}+(?:\\([^()\\s]{0,200}+\\)[^()\\s]{0,1000}+)?+";
    private static final Pattern LINK =
            Pattern.compile(
                    "!?\\[([^\\[\\]]{0,300}+)\\]\\(" + ADDRESS + "(?:\\s[^)]{0,200}+)?+\\)");
    private static final Pattern REFERENCE =
            Pattern.compile("!?\\[([^\\[\\]]{1,300}+)\\]\\[[^\\[\\]]{0,100}+\\]");
    private static final Pattern URL =
            Pattern.compile(
                    "<?\\bhttps?://(?:www\\.)?+([^\\s/?#<>()\\[\\]\"']{1,200}+)([^\\s<>()\\[\\]\"']{0,1000}+)>?");
    private static final Pattern BREAK = Pattern.compile("(?i)<br ?/?>");
    private static final Pattern TAG =
            Pattern.compile(
                    "(?i)</?(?:a|b|i|u|s|p|em|strong|code|pre|sub|sup|ul|ol|li|h[1-6]|hr|span|div)(?:\\s[^<>]{0,200}+)?>");
    private static final Pattern CODE = Pattern.compile("(?<!\\\\)`+");
    private static final Pattern STRIKE = Pattern.compile("(?<!\\\\)~~");
    private static final Pattern STARS =
            Pattern.compile(
                    "(?<=[^\\\\*\\s\\d])\\*{1,3}+|(?<![\\\\*])\\*{1,3}+(?![\\s\\d*]|$)|(?<=\\d)\\*\\*(?!\\d)|(?<![\\\\*\\d])\\*\\*(?=\\d)");
    private static final Pattern UNDERSCORES =
            Pattern.compile(
                    "(?<![\\\\\\p{L}\\d_])_{1,3}+(?=\\S)|(?<=[^\\s\\\\_])_{1,3}+(?![\\p{L}\\d_])");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+.!|>~-])");

    private Marks() {}

    /** Whether the text may end within a link, whose end is to be waited for. */
    static boolean isOpen(CharSequence text) {
        String line = text.toString();
        int bracket = line.lastIndexOf('[');
        if (bracket < 0) {
            return false;
        }
        int close = line.indexOf(']', bracket);
        return close < 0 || (line.startsWith("](", close) && !closes(line, close + 1));
    }

    private static boolean closes(String line, int parenthesis) {
        int depth = 0;
        for (int i = parenthesis; i < line.length(); i++) {
            depth += line.charAt(i) == '(' ? 1 : line.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    /** The words without the marks. */
    static String without(String text) {
        String words = LINK.matcher(text).replaceAll("$1");
        words = REFERENCE.matcher(words).replaceAll("$1");
        words = URL.matcher(words).replaceAll(url -> url.group(1) + punctuation(url.group(2)));
        words = BREAK.matcher(words).replaceAll(" ");
        words = TAG.matcher(words).replaceAll("");
        words = CODE.matcher(words).replaceAll("");
        words = STRIKE.matcher(words).replaceAll("");
        words = STARS.matcher(words).replaceAll("");
        words = UNDERSCORES.matcher(words).replaceAll("");
        return ESCAPE.matcher(words).replaceAll("$1");
    }

    /** What an address ends with and is none of it. */
    private static String punctuation(String path) {
        int end = path.length();
        while (end > 0 && ".,;:!?*_".indexOf(path.charAt(end - 1)) >= 0) {
            end--;
        }
        return path.substring(end);
    }
}

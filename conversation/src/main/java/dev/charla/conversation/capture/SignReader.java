package dev.charla.conversation.capture;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Telephone numbers and codes: signs, one after the other. */
final class SignReader {
    /** Of the alphabet of radio; the letters of others are said as in "B as in Bravo". */
    private static final Map<String, String> RADIO =
            Map.ofEntries(
                    Map.entry("alpha", "a"),
                    Map.entry("alfa", "a"),
                    Map.entry("bravo", "b"),
                    Map.entry("charlie", "c"),
                    Map.entry("delta", "d"),
                    Map.entry("echo", "e"),
                    Map.entry("foxtrot", "f"),
                    Map.entry("golf", "g"),
                    Map.entry("hotel", "h"),
                    Map.entry("india", "i"),
                    Map.entry("juliett", "j"),
                    Map.entry("juliet", "j"),
                    Map.entry("kilo", "k"),
                    Map.entry("lima", "l"),
                    Map.entry("mike", "m"),
                    Map.entry("november", "n"),
                    Map.entry("oscar", "o"),
                    Map.entry("papa", "p"),
                    Map.entry("quebec", "q"),
                    Map.entry("romeo", "r"),
                    Map.entry("sierra", "s"),
                    Map.entry("tango", "t"),
                    Map.entry("uniform", "u"),
                    Map.entry("victor", "v"),
                    Map.entry("whiskey", "w"),
                    Map.entry("xray", "x"),
                    Map.entry("x-ray", "x"),
                    Map.entry("yankee", "y"),
                    Map.entry("zulu", "z"));

    private static final int SHORTEST_PHONE = 6;

    /** By the numbering plan of the ITU, E.164. */
    private static final int LONGEST_PHONE = 15;

    private SignReader() {}

    /** Nothing is guessed: with a word that is no sign, there is no number. */
    static Optional<String> phone(String said, Words words) {
        var number = new StringBuilder();
        for (var word : words.readNumbers(said)) {
            var signs =
                    words == Words.EN && word.equals("o") // which is "oh" here, and no letter
                            ? "0"
                            : word.replaceAll("[-./()]", "");
            if (signs.matches("\\+?\\d+|\\+")) {
                number.append(signs);
            } else if (!signs.isEmpty() && !words.filler(word)) {
                return Optional.empty();
            }
        }
        var value = number.toString();
        int digits = value.startsWith("+") ? value.length() - 1 : value.length();
        return value.matches("\\+?\\d+") && digits >= SHORTEST_PHONE && digits <= LONGEST_PHONE
                ? Optional.of(value)
                : Optional.empty();
    }

    static Optional<String> code(String said, Words words, int shortest, int longest) {
        var read = words.readNumbers(said);
        var code = new StringBuilder();
        for (var word : read) {
            var signs = RADIO.getOrDefault(word, word).replaceAll("[-./]", "");
            boolean sign = signs.length() == 1 || signs.matches(".*\\d.*|(.)\\1{1,2}");
            if (signs.matches("[a-z0-9]+") && (sign || read.size() == 1)) {
                code.append(signs);
            } else if (!signs.isEmpty() && !words.filler(word)) {
                return Optional.empty();
            }
        }
        return code.length() >= shortest && code.length() <= longest
                ? Optional.of(code.toString().toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    /** In threes, as people write them down. */
    static String spelled(String signs, Words words) {
        var groups = new ArrayList<String>();
        var group = new ArrayList<String>();
        for (int i = 0; i < signs.length(); i++) {
            group.add(words.name(signs.charAt(i)));
            if (group.size() == 3) {
                groups.add(String.join(" ", group));
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            groups.add(String.join(" ", group));
        }
        return String.join(", ", groups);
    }
}

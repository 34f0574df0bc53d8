package dev.charla.app.browser;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How far apart two wordings are. A small number may be written as a word or in digits. */
final class WordErrors {
    private static final List<String> NUMBERS =
            List.of("zero one two three four five six seven eight nine ten".split(" "));

    private WordErrors() {}

    /**
     * Words missing, added or wrong, per word of what was said: 0 is all right, and it may pass 1.
     */
    static double rate(String said, String heard) {
        List<String> from = words(said);
        List<String> to = words(heard);
        int[] above = new int[to.size() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.size(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int other = from.get(i - 1).equals(to.get(j - 1)) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + other, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return (double) above[to.size()] / Math.max(1, from.size());
    }

    private static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9']+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.matches("[0-9]|10") ? NUMBERS.get(Integer.parseInt(word)) : word)
                .toList();
    }
}

package dev.charla.speech.bench;

import java.util.List;
import java.util.Locale;

/** Compares words that were said with words that were heard. */
final class Words {
    private Words() {}

    /** In lower case, without punctuation, single spaces between words. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}' ]+", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static int count(String plain) {
        return plain.isEmpty() ? 0 : plain.split(" ").length;
    }

    /** Words that have to be changed, left out or put in to make the one of the other. */
    static int errors(String said, String heard) {
        List<String> is = said.isEmpty() ? List.of() : List.of(said.split(" "));
        List<String> was = heard.isEmpty() ? List.of() : List.of(heard.split(" "));
        int[] row = new int[was.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= is.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int changed = diagonal + (is.get(i - 1).equals(was.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[was.size()];
    }
}

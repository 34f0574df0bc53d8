package dev.charla.speech.synthesis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which written word each spoken one belongs to: {@code 21} is spoken as two, and marks as none.
 * Confined to the thread that speaks.
 */
final class WrittenWords {
    private final List<String> written;
    private final int[] ofSpoken;
    private int told = -1;

    private WrittenWords(List<String> written, int[] ofSpoken) {
        this.written = written;
        this.ofSpoken = ofSpoken;
    }

    /**
     * @param text as a person writes it
     * @param spoken the words that are spoken for it
     */
    static WrittenWords of(String text, List<String> spoken) {
        List<String> written = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            String bare = word.replaceAll("^[^\\p{L}\\p{N}$€£]+|[^\\p{L}\\p{N}%]+$", "");
            if (sounds(bare)) {
                written.add(bare);
            }
        }
        return new WrittenWords(written, aligned(written, spoken));
    }

    /** Whether anything is spoken for it: nothing is for a mark alone, nor for other scripts. */
    private static boolean sounds(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKD)
                .codePoints()
                .anyMatch(each ->
                        (each >= '0' && each <= '9')
                                || (Character.isLetter(each)
                                        && Character.UnicodeScript.of(each)
                                                == Character.UnicodeScript.LATIN));
    }

    /**
     * The number of the word that each of {@code found} belongs to, in order; -1 for none. What is
     * the same in both is matched first.
     */
    static int[] numbers(List<String> found, List<String> given) {
        return aligned(given, found);
    }

    private static List<String> plain(List<String> words) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}']", ""))
                .toList();
    }

    /** The number of the written word that a spoken one belongs to; -1 for none. */
    int of(int spoken) {
        return ofSpoken[spoken];
    }

    /** Whether the word comes after all that this was asked about before. */
    boolean isNew(int word) {
        boolean isNew = word > told;
        told = Math.max(told, word);
        return isNew;
    }

    String text(int word) {
        return written.get(word);
    }

    /**
     * By the longest common subsequence; what lies between two anchors is shared out as if said
     * alone.
     */
    private static int[] aligned(List<String> asWritten, List<String> asSpoken) {
        List<String> written = plain(asWritten);
        List<String> spoken = plain(asSpoken);
        int[][] longest = new int[written.size() + 1][spoken.size() + 1];
        for (int i = written.size() - 1; i >= 0; i--) {
            for (int j = spoken.size() - 1; j >= 0; j--) {
                longest[i][j] =
                        written.get(i).equals(spoken.get(j))
                                ? longest[i + 1][j + 1] + 1
                                : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int[] of = new int[spoken.size()];
        Arrays.fill(of, -1);
        int i = 0;
        int j = 0;
        int fromWritten = 0;
        int fromSpoken = 0;
        while (i < written.size() && j < spoken.size()) {
            if (written.get(i).equals(spoken.get(j))) {
                share(of, asWritten, fromWritten, i, fromSpoken, j);
                of[j++] = i++;
                fromWritten = i;
                fromSpoken = j;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        share(of, asWritten, fromWritten, written.size(), fromSpoken, spoken.size());
        return of;
    }

    private static void share(
            int[] of, List<String> written, int from, int to, int fromSpoken, int toSpoken) {
        if (to - from < 2) {
            // What is spoken for a mark between two words goes with the one before.
            Arrays.fill(of, fromSpoken, toSpoken, to > from ? from : from - 1);
            return;
        }
        int[] weights = new int[to - from];
        for (int i = from; i < to; i++) {
            weights[i - from] = spokenAlone(written.get(i));
        }
        int all = Arrays.stream(weights).sum();
        int spoken = toSpoken - fromSpoken;
        int taken = 0;
        int next = fromSpoken;
        for (int i = from; i < to; i++) {
            taken += weights[i - from];
            // Each gets one at least, while there are enough of them.
            int least = Math.min(toSpoken, next + 1);
            int most = Math.max(least, toSpoken - (to - 1 - i));
            int end =
                    Math.clamp(fromSpoken + Math.round((float) taken * spoken / all), least, most);
            Arrays.fill(of, next, end, i);
            next = end;
        }
    }

    /** How many words are spoken for one written alone; one at least. */
    private static int spokenAlone(String word) {
        return Math.max(1, SpokenText.of(word).split(" ").length);
    }
}

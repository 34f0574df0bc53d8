package dev.charla.engine.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which written word each spoken one belongs to: {@code 21} is spoken as two, and marks as none.
 * Immutable.
 */
final class WrittenWords {
    private final List<String> written;
    private final int[] ofSpoken;

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
            if (!bare.isEmpty()) {
                written.add(bare);
            }
        }
        return new WrittenWords(written, aligned(plain(written), plain(spoken)));
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

    String text(int word) {
        return written.get(word);
    }

    /** By the longest common subsequence; what lies between two anchors is shared out evenly. */
    private static int[] aligned(List<String> written, List<String> spoken) {
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
                share(of, fromWritten, i, fromSpoken, j);
                of[j++] = i++;
                fromWritten = i;
                fromSpoken = j;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        share(of, fromWritten, written.size(), fromSpoken, spoken.size());
        return of;
    }

    private static void share(int[] of, int fromWritten, int toWritten, int fromSpoken, int to) {
        int words = toWritten - fromWritten;
        for (int j = fromSpoken; j < to; j++) {
            // What is spoken for a mark between two words goes with the one before.
            of[j] =
                    words == 0
                            ? fromWritten - 1
                            : fromWritten + (j - fromSpoken) * words / (to - fromSpoken);
        }
    }
}

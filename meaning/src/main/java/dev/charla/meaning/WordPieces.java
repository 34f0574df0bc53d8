package dev.charla.meaning;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a sentence into the pieces that BERT's models were trained with: lower case without accents,
 * punctuation apart, and of each word the longest piece that the vocabulary has, then the longest
 * one that goes on from there. Immutable; any thread.
 */
final class WordPieces {
    /** So many pieces at most, the two marks around them included; the model takes 512. */
    static final int MOST = 128;

    private static final int LONGEST_WORD = 100;
    private static final String GOES_ON = "##";
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    /** A word, or one sign of punctuation. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{P}\\p{S}]|[^\\s\\p{P}\\p{S}\\p{Cc}\\p{Cf}]+");

    private final Map<String, Integer> vocabulary;
    private final int start;
    private final int end;
    private final int unknown;

    /**
     * @param vocabulary the number of every piece
     * @throws IllegalArgumentException when it lacks a mark that every sentence needs
     */
    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        start = mark("[CLS]");
        end = mark("[SEP]");
        unknown = mark("[UNK]");
    }

    private int mark(String piece) {
        Integer number = vocabulary.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return number;
    }

    /** The numbers of the pieces, between the marks of start and end. */
    long[] of(String sentence) {
        String plain =
                MARKS.matcher(Normalizer.normalize(sentence, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
        List<Integer> pieces = new ArrayList<>(List.of(start));
        Matcher words = WORD.matcher(plain);
        while (words.find() && pieces.size() < MOST - 1) {
            pieces.addAll(word(words.group()));
        }
        List<Integer> kept = new ArrayList<>(pieces.subList(0, Math.min(pieces.size(), MOST - 1)));
        kept.add(end);
        return kept.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<Integer> word(String word) {
        if (word.length() > LONGEST_WORD) {
            return List.of(unknown);
        }
        List<Integer> pieces = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                String part = word.substring(from, to--);
                piece = vocabulary.get(from == 0 ? part : GOES_ON + part);
            }
            if (piece == null) {
                return List.of(unknown);
            }
            pieces.add(piece);
            from = to + 1;
        }
        return pieces;
    }
}

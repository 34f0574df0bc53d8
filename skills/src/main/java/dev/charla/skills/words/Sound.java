package dev.charla.skills.words;

import dev.charla.engine.words.NumberWords;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How English words sound, roughly: their consonants, those that ears confuse as one, with an
 * {@code a} for any vowels between them, w and y among these, and without the spaces between words.
 * "Can use peaks panish" sounds like "can you speak Spanish". Stateless.
 */
public final class Sound {
    /** From spelling to sound, in this order; what is left over is read letter by letter. */
    private static final List<Spelling> SPELLINGS =
            List.of(
                    new Spelling("^who(?=[lms]|$)", "h"),
                    new Spelling("^wh", "w"),
                    new Spelling("^wr", "r"),
                    new Spelling("^kn", "n"),
                    new Spelling("^one(?=$|s$)", "wn"),
                    new Spelling("tch|ch|sh|dge|[ts]ion", "C"),
                    new Spelling("ti(?=[ao]n?)", "C"),
                    new Spelling("j", "C"),
                    new Spelling("augh|ough|igh", "a"),
                    new Spelling("gh", "g"),
                    new Spelling("ph", "f"),
                    new Spelling("th", "t"),
                    new Spelling("ck", "k"),
                    new Spelling("sc(?=[eiy])", "s"),
                    new Spelling("c(?=[eiy])", "s"),
                    new Spelling("[cq]", "k"),
                    new Spelling("x", "ks"),
                    new Spelling("ng(?=$|[^aeiou])", "n"),
                    new Spelling("mb$", "m"),
                    new Spelling("(?<=[aeiou])l(?=[kfm])", ""),
                    new Spelling("(?<=.)h", ""),
                    // Not the only vowel of its word: "me", "re-record".
                    new Spelling("(?<=[aeiouwy][^aeiou]{1,4})e$", ""),
                    new Spelling("[aeiouwy]+", "a"));

    /** What one more or one less counts in {@link #distance}. */
    public static final int CONSONANT = 2;

    private static final char VOWEL = 'a';
    private static final String SAME = "dtgkbpvfzs";
    private static final Pattern SILENT = Pattern.compile("[^a-zC]");
    private static final Pattern TWICE = Pattern.compile("(.)\\1+");
    private static final Set<Character> DIGITS =
            Set.of('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private Sound() {}

    private record Spelling(Pattern written, String sound) {
        Spelling(String written, String sound) {
            this(Pattern.compile(written), sound);
        }
    }

    /**
     * The sound.
     *
     * @param words in lower case, with spaces between
     */
    public static String of(String words) {
        StringBuilder sound = new StringBuilder();
        for (String word : words.split(" ")) {
            if (word.length() == 1 && DIGITS.contains(word.charAt(0))) {
                sound.append(one(NumberWords.BELOW_TWENTY.get(word.charAt(0) - '0')));
            } else {
                sound.append(one(word));
            }
        }
        return TWICE.matcher(sound).replaceAll("$1");
    }

    private static String one(String word) {
        String sound = word;
        for (Spelling each : SPELLINGS) {
            sound = each.written().matcher(sound).replaceAll(each.sound());
        }
        sound = SILENT.matcher(sound).replaceAll("");
        for (int i = 0; i < SAME.length(); i += 2) {
            sound = sound.replace(SAME.charAt(i), SAME.charAt(i + 1));
        }
        return sound;
    }

    /** How many consonants a sound has. */
    public static int consonants(String sound) {
        return (int) sound.chars().filter(each -> each != VOWEL).count();
    }

    /**
     * What is to be changed, left out or put in to make the one of the other: {@link #CONSONANT}
     * for a consonant, half of it for a vowel.
     */
    public static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j == 0 ? 0 : row[j - 1] + cost(other.charAt(j - 1));
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            int left = cost(one.charAt(i - 1));
            row[0] += left;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int put = cost(other.charAt(j - 1));
                int changed = diagonal + (same ? 0 : Math.max(left, put));
                row[j] = Math.min(changed, Math.min(above + left, row[j - 1] + put));
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static int cost(char sound) {
        return sound == VOWEL ? CONSONANT / 2 : CONSONANT;
    }
}

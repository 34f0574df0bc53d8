package dev.charla.conversation.tool;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a caller means by the words after a question that wants a yes or a no. In the page's
 * languages: English, Spanish, Portuguese, French and German. A no among them counts before any
 * yes; what is long, asks back, makes a condition or says neither is no decision: nothing is done
 * that was not agreed to.
 */
enum Consent {
    YES,
    NO,
    UNCLEAR;

    /** "Yes, please go ahead and do that" has seven; a longer answer says more than yes. */
    private static final int MOST_WORDS = 8;

    /** Words of their own, or a row of them. */
    private static final Set<String> AGREED =
            Set.of(
                    "yes",
                    "yeah",
                    "yep",
                    "yup",
                    "sure",
                    "okay",
                    "ok",
                    "absolutely",
                    "certainly",
                    "go ahead",
                    "please do",
                    "do it",
                    "of course",
                    "correct",
                    "si",
                    "claro",
                    "vale",
                    "adelante",
                    "de acuerdo",
                    "por supuesto",
                    "sim",
                    "pode",
                    "com certeza",
                    "oui",
                    "d accord",
                    "bien sur",
                    "allez y",
                    "vas y",
                    "ja",
                    "gerne",
                    "klar",
                    "einverstanden",
                    "na klar");

    private static final Set<String> DENIED =
            Set.of(
                    "no",
                    "nope",
                    "nah",
                    "not",
                    "don t",
                    "dont",
                    "never",
                    "cancel",
                    "stop",
                    "wait",
                    "nunca",
                    "cancela",
                    "cancelar",
                    "cancele",
                    "espera",
                    "espere",
                    "nao",
                    "pare",
                    "non",
                    "pas",
                    "annule",
                    "annulez",
                    "attends",
                    "attendez",
                    "nein",
                    "nicht",
                    "nee",
                    "abbrechen",
                    "halt",
                    "warte",
                    "warten");

    /** What follows one of these is a condition. */
    private static final Set<String> HEDGED = Set.of("but", "pero", "mas", "mais", "aber");

    static Consent of(String said) {
        var plain =
                Normalizer.normalize(said, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT);
        var words =
                Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return UNCLEAR;
        }
        if (has(words, DENIED)) {
            return NO;
        }
        boolean whole = !has(words, HEDGED) && said.indexOf('?') < 0;
        return whole && has(words, AGREED) ? YES : UNCLEAR;
    }

    private static boolean has(List<String> words, Set<String> any) {
        for (int i = 0; i < words.size(); i++) {
            if (any.contains(words.get(i))
                    || (i + 1 < words.size()
                            && any.contains(words.get(i) + " " + words.get(i + 1)))) {
                return true;
            }
        }
        return false;
    }
}

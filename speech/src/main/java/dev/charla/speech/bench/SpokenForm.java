package dev.charla.speech.bench;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One way of writing for what sounds the same, so that it can be compared: numbers in digits, long
 * forms for short ones, American spelling. The idea and the kinds are those of the normaliser that
 * Whisper's makers published with their word error rates. Stateless.
 */
final class SpokenForm {
    private static final Pattern NEITHER_WORD_NOR_SIGN =
            Pattern.compile("[^\\p{L}\\p{N}'.$£€%&+*# ]+");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
    private static final Pattern BRACKETED = Pattern.compile("\\[[^\\]]*]|\\([^)]*\\)");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** "10:30", of which nobody says the colon, and "twenty-one". */
    private static final Pattern BETWEEN = Pattern.compile("(?<=[\\p{L}\\d])[-:/](?=[\\p{L}\\d])");

    private static final Pattern POINT_OF_NO_NUMBER = Pattern.compile("\\.(?!\\d)|(?<!\\d)\\.");
    private static final Pattern MONEY = Pattern.compile("([$£€])(\\d[\\d.]*)");

    /** "b.b.c.", "a. m.". */
    private static final Pattern INITIALS =
            Pattern.compile("(?<![\\p{L}\\d'])(?:\\p{L}[. ] ?)+\\p{L}\\b(?!')");

    private static final Set<String> FILLERS = Set.of("uh", "um", "umm", "hm", "hmm", "mm", "mhm");

    /** In this order, at the end of a word. */
    private static final Map<String, String> SHORT_FORMS = new LinkedHashMap<>();

    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("okay", "ok"),
                    Map.entry("cannot", "can not"),
                    Map.entry("alright", "all right"),
                    Map.entry("gonna", "going to"),
                    Map.entry("wanna", "want to"),
                    Map.entry("gotta", "got to"),
                    Map.entry("grey", "gray"),
                    Map.entry("cheque", "check"),
                    Map.entry("programme", "program"),
                    Map.entry("tyre", "tire"),
                    Map.entry("defence", "defense"),
                    Map.entry("licence", "license"),
                    Map.entry("offence", "offense"),
                    Map.entry("mr", "mister"),
                    Map.entry("dr", "doctor"),
                    Map.entry("cent", "cents"),
                    Map.entry("dollar", "dollars"),
                    Map.entry("euro", "euros"),
                    Map.entry("%", "percent"),
                    Map.entry("&", "and"),
                    Map.entry("+", "plus"),
                    Map.entry("*", "star"),
                    Map.entry("#", "pound"));

    private static final Map<String, String> CURRENCIES =
            Map.of("$", "dollars", "£", "pounds", "€", "euros");

    /** Also of other words, the same on both sides, which are no others then. */
    private static final List<Spelling> BRITISH =
            List.of(
                    new Spelling("(\\p{L}{3,})our(s|ed|ing|ite|ites|able|ful|hood)?$", "$1or$2"),
                    new Spelling("(\\p{L}{3,})is(e|es|ed|ing|er|ation|ations)$", "$1iz$2"),
                    new Spelling("(\\p{L}{2,})ys(e|es|ed|ing)$", "$1yz$2"),
                    new Spelling("(cent|met|lit|theat|fib|calib)re(s|d)?$", "$1er$2"),
                    new Spelling("(cata|dia|mono|ana|pro)logue(s|d)?$", "$1log$2"),
                    new Spelling(
                            "(cance|trave|labe|mode|dia|signa|leve|contro)ll(ed|ing|er|ers)$",
                            "$1l$2"));

    static {
        SHORT_FORMS.put("won't", "will not");
        SHORT_FORMS.put("shan't", "shall not");
        SHORT_FORMS.put("can't", "can not");
        SHORT_FORMS.put("let's", "let us");
        SHORT_FORMS.put("n't", " not");
        SHORT_FORMS.put("'re", " are");
        SHORT_FORMS.put("'ve", " have");
        SHORT_FORMS.put("'ll", " will");
        SHORT_FORMS.put("'m", " am");
        SHORT_FORMS.put("'d", " would");
        SHORT_FORMS.put("'s", " is");
    }

    private SpokenForm() {}

    private record Spelling(Pattern british, String american) {
        Spelling(String british, String american) {
            this(Pattern.compile(british), american);
        }
    }

    /**
     * The words of a text.
     *
     * @param language BCP 47 tag; of others than English, words are only made lower case and freed
     *     of punctuation and accents, which lists of prompts leave out
     */
    static List<String> words(String text, String language) {
        boolean english = Locale.forLanguageTag(language).getLanguage().equals("en");
        return english ? english(text) : split(plain(text));
    }

    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        return MARKS.matcher(decomposed)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}' ]+", " ");
    }

    private static List<String> split(String text) {
        return Stream.of(text.split(" +")).filter(word -> !word.isEmpty()).toList();
    }

    private static List<String> english(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace('’', '\'')
                        .replace('‘', '\'');
        plain = BRACKETED.matcher(plain).replaceAll(" ");
        plain = THOUSANDS.matcher(plain).replaceAll("");
        plain = BETWEEN.matcher(plain).replaceAll(" ");
        plain = NEITHER_WORD_NOR_SIGN.matcher(plain).replaceAll(" ");
        plain = MONEY.matcher(plain).replaceAll(SpokenForm::amount);
        plain = plain.replaceAll("[$£€]", " ").replaceAll("([%&+*#])", " $1 ");
        plain =
                plain.replaceAll("\\bper cent\\b", "percent")
                        .replaceAll("\\ba (?=hundred\\b|thousand\\b|million\\b)", "one ");
        plain = INITIALS.matcher(plain).replaceAll(run -> run.group().replaceAll("[. ]", ""));
        plain = POINT_OF_NO_NUMBER.matcher(plain).replaceAll(" ");
        List<String> words = new ArrayList<>();
        for (String word : split(plain)) {
            if (!FILLERS.contains(word)) {
                words.addAll(split(spelling(longForm(word))));
            }
        }
        return WrittenNumbers.inDigits(words);
    }

    private static String amount(MatchResult money) {
        return money.group(2) + " " + CURRENCIES.getOrDefault(money.group(1), "");
    }

    private static String longForm(String word) {
        for (Map.Entry<String, String> form : SHORT_FORMS.entrySet()) {
            if (word.endsWith(form.getKey())) {
                String rest = word.substring(0, word.length() - form.getKey().length());
                return rest + form.getValue();
            }
        }
        return word.replace("'", "");
    }

    private static String spelling(String words) {
        StringBuilder spelt = new StringBuilder();
        for (String word : split(words)) {
            String american = SPELLINGS.getOrDefault(word, word);
            for (Spelling each : BRITISH) {
                american = each.british().matcher(american).replaceAll(each.american());
            }
            spelt.append(american).append(' ');
        }
        return spelt.toString();
    }
}
